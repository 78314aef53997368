using Microsoft.Extensions.Options;
using MovieAspire.Redis.Connection;
using StackExchange.Redis;

namespace MovieAspire.Redis.Caching;

/// <summary>
/// The right to compute an entry, which one process has at a time: the others wait a moment for its result. It only
/// saves work; when Redis or the holder is away, everyone computes.
/// </summary>
internal sealed class ComputeLease(RedisConnection redis, IOptions<CacheOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>Whether this process may compute now; when another one may, this returns once that has written, or is late.</summary>
    /// <param name="key">Of the entry and its generation.</param>
    /// <param name="isWritten">Whether the entry is there by now.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Dispose it when the entry is written. Null: look again at the entry, someone wrote it.</returns>
    public async Task<IDisposable?> TakeAsync(
        string key, Func<Task<bool>> isWritten, CancellationToken cancellationToken)
    {
        var lease = $"lease:{key}";
        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < options.Value.Lease)
        {
            var (answered, taken) = await redis.TryAsync(
                database => database.StringSetAsync(lease, 1, options.Value.Lease, When.NotExists), cancellationToken);
            if (!answered)
                break;
            if (taken)
                return new Taken(redis, lease);

            await Task.Delay(Poll, time, cancellationToken);
            if (await isWritten())
                return null;
        }

        return new Taken(redis, null);
    }

    private sealed class Taken(RedisConnection redis, string? lease) : IDisposable
    {
        public void Dispose()
        {
            if (lease is not null)
                redis.Send(database => database.KeyDeleteAsync(lease, CommandFlags.FireAndForget));
        }
    }
}

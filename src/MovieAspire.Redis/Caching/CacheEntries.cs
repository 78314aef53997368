using Google.Protobuf;
using Microsoft.Extensions.Options;
using MovieAspire.Redis.Connection;
using StackExchange.Redis;

namespace MovieAspire.Redis.Caching;

/// <summary>Reads and writes what lies in Redis, and knows until when it is served.</summary>
internal sealed class CacheEntries(
    RedisConnection redis, CacheMetrics metrics, FreeFormKeys freeForm, TimeProvider time, IOptions<CacheOptions> options)
{
    /// <summary>In the order of the keys; null where there is no entry, or Redis did not answer.</summary>
    public async Task<CacheEntry<T>?[]> ReadAsync<T>(IReadOnlyList<string> keys, CancellationToken cancellationToken)
        where T : class, IMessage<T>, new()
    {
        var redisKeys = keys.Select(key => (RedisKey)key).ToArray();
        var (answered, values) = await redis.TryAsync(database => database.StringGetAsync(redisKeys), cancellationToken);

        var entries = new CacheEntry<T>?[keys.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = answered && !values![i].IsNull ? CacheEntry<T>.Parse((byte[])values[i]!) : null;
            // Something else wrote under our key; the entry that follows from the load replaces it.
            if (!answered || (entries[i] is null && !values![i].IsNull))
                metrics.Error(keys[i]);
        }

        return entries;
    }

    /// <summary>The one entry of a key.</summary>
    public async Task<CacheEntry<T>?> ReadAsync<T>(string key, CancellationToken cancellationToken)
        where T : class, IMessage<T>, new() => (await ReadAsync<T>([key], cancellationToken))[0];

    // Nobody waits for the write: an entry that is lost is computed once more. Nobody needs an old "there is none" either.
    public void Write<T>(CachedRead read, T? message, long generation) where T : class, IMessage<T>, new()
    {
        var bytes = new CacheEntry<T>(generation, time.GetUtcNow(), message).ToBytes();
        if (read.IsFreeForm && !freeForm.TryTakeRoom(read.Key, read.Key.Length + bytes.Length))
            return;

        var staleTime = message is null ? TimeSpan.Zero
            : read.IsFreeForm ? options.Value.FreeFormStaleTime
            : options.Value.StaleTime;
        redis.Send(database => database.StringSetAsync(
            read.Key, bytes, TimeToLive(read, message is not null) + staleTime, When.Always, CommandFlags.FireAndForget));
    }

    /// <summary>Whether the entry may answer; counted.</summary>
    public bool IsHit<T>(CachedRead read, CacheEntry<T>? entry, long generation) where T : class, IMessage<T>, new()
    {
        var isFresh = IsFresh(read, entry, generation);
        if (isFresh)
            metrics.Hit(read.Key);
        else
            metrics.Miss(read.Key);
        return isFresh;
    }

    public bool IsFresh<T>(CachedRead read, CacheEntry<T>? entry, long generation) where T : class, IMessage<T>, new() =>
        entry?.IsFresh(generation, TimeToLive(read, isFound: entry.Message is not null), time.GetUtcNow()) is true;

    private TimeSpan TimeToLive(CachedRead read, bool isFound)
    {
        var timeToLive = read.TimeToLive ?? (read.IsFreeForm ? options.Value.FreeFormTimeToLive : options.Value.TimeToLive);
        return isFound || timeToLive < options.Value.NotFoundTimeToLive ? timeToLive : options.Value.NotFoundTimeToLive;
    }
}

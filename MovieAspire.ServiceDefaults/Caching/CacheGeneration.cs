namespace MovieAspire.ServiceDefaults.Caching;

/// <summary>
/// The number of the data's present state, part of every cache entry: a run that changed the data
/// increments it in Redis. Remembered for a second, so a change shows at most that much later.
/// </summary>
internal sealed class CacheGeneration(RedisLink redis, TimeProvider time, string key)
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(1);

    private volatile Reading? _last;

    /// <returns>Null while Redis is away.</returns>
    public async ValueTask<long?> CurrentAsync(CancellationToken cancellationToken)
    {
        if (_last is { } last && time.GetElapsedTime(last.ReadAt) < Memory)
            return last.Value;

        // Taken before the read: a change after it must not count as seen.
        var now = time.GetTimestamp();
        var (answered, value) = await redis.TryAsync(database => database.StringGetAsync(key), cancellationToken);
        if (!answered)
            return null;

        var generation = value.TryParse(out long number) ? number : 0;
        _last = new(generation, now);
        return generation;
    }

    private sealed record Reading(long Value, long ReadAt);
}

using MovieAspire.Providers.Caching;

namespace MovieAspire.Providers.RateLimits;

/// <summary>The rule of <see cref="TokenBucket"/> in Redis, on Redis' own clock: one bucket for all workers.</summary>
internal sealed class SharedTokenBucket(RedisGate redis, string key, double rate, int burst)
{
    // A list of the last grants in microseconds, newest first; the one at place "burst" tells when the next
    // token comes back. A wait of over a minute cannot come from our own few connections: the server's clock
    // went back, so the list is worth nothing.
    private const string Script = """
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local burst, period = tonumber(ARGV[1]), tonumber(ARGV[2])
        local last = redis.call('LINDEX', KEYS[1], burst - 1)
        local granted = now
        if last and last + period > now then granted = last + period end
        if granted - now > 60000000 + period then
          redis.call('DEL', KEYS[1])
          granted = now
        end
        redis.call('LPUSH', KEYS[1], string.format('%.0f', granted))
        redis.call('LTRIM', KEYS[1], 0, burst - 1)
        redis.call('PEXPIRE', KEYS[1], math.ceil((granted - now + period) / 1000) + 1000)
        return granted - now
        """;

    private readonly long period = (long)TokenBucket.Period(rate, burst).TotalMicroseconds;

    /// <summary>How long to wait before using the token taken; null while Redis is away.</summary>
    public async ValueTask<TimeSpan?> TakeAsync(CancellationToken cancellationToken)
    {
        var (answered, wait) = await redis.TryAsync(
            async database => (long)await database.ScriptEvaluateAsync(Script, [key], [burst, period]), cancellationToken);
        return answered ? TimeSpan.FromMicroseconds(wait) : null;
    }
}

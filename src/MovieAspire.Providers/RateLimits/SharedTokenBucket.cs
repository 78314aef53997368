using MovieAspire.Providers.Caching;
using StackExchange.Redis;

namespace MovieAspire.Providers.RateLimits;

/// <summary>The rule of <see cref="TokenBucket"/> in Redis, on Redis' own clock: one bucket for all workers.</summary>
internal sealed class SharedTokenBucket(RedisGate redis, string key, double rate, int burst, TimeSpan longestRequest)
{
    // A sorted set of the tokens that are out, each with the microsecond at which it is back. A token whose worker died
    // comes back when its request must have ended; one that is further away than that was given out before the
    // server's clock was set back. A set that Redis does not know, which an endless member marks, may have been lost:
    // its tokens count as used up to now.
    private const string TakeScript = """
        local function text(moment) return string.format('%.0f', moment) end
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local burst, period, longest = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
        if redis.call('ZADD', KEYS[1], '+inf', 'known') == 1 then
          for lost = 1, burst do redis.call('ZADD', KEYS[1], text(now + period), 'lost:' .. lost) end
        end
        redis.call('PEXPIRE', KEYS[1], 86400000)
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', text(now))
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '(' .. text(now + period + longest + period), '(+inf')
        local promised, sent = redis.call('ZCARD', KEYS[1]) - 1 - burst, now
        if promised >= 0 then
          sent = tonumber(redis.call('ZRANGE', KEYS[1], promised, promised, 'WITHSCORES')[2])
          if sent > now + period then return -1 end
        end
        redis.call('ZADD', KEYS[1], text(sent + longest + period), ARGV[1])
        return sent - now
        """;

    private const string EndScript = """
        local time = redis.call('TIME')
        local back = time[1] * 1000000 + time[2] + tonumber(ARGV[2])
        redis.call('ZADD', KEYS[1], 'XX', string.format('%.0f', back), ARGV[1])
        """;

    private readonly long period = (long)TokenBucket.Period(rate, burst).TotalMicroseconds;
    private readonly long longest = (long)longestRequest.TotalMicroseconds;
    private readonly string worker = Guid.NewGuid().ToString("N");
    private long taken;

    /// <summary>As <see cref="TokenBucket.TryTake"/>; not answered while Redis is away.</summary>
    public async ValueTask<(bool Answered, TimeSpan? Wait, string Token)> TryTakeAsync(CancellationToken cancellationToken)
    {
        var token = FormattableString.Invariant($"{worker}:{Interlocked.Increment(ref taken)}");
        var (answered, wait) = await redis.TryAsync(
            async database => (long)await database.ScriptEvaluateAsync(TakeScript, [key], [token, burst, period, longest]),
            cancellationToken);
        return (answered, wait < 0 ? null : TimeSpan.FromMicroseconds(wait), token);
    }

    /// <summary>Sends and forgets: if it is lost, the token comes back all the same, only later.</summary>
    public void End(string token) => redis.Send(
        database => database.ScriptEvaluateAsync(EndScript, [key], [token, period], CommandFlags.FireAndForget));
}

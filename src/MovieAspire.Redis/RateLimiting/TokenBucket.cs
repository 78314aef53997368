using System.Threading.RateLimiting;
using MovieAspire.Redis.Connection;
using StackExchange.Redis;

namespace MovieAspire.Redis.RateLimiting;

/// <param name="Name">One bucket for all processes that use the name.</param>
/// <param name="Rate">Requests per second of all of them together.</param>
/// <param name="Burst">Tokens in the bucket.</param>
/// <param name="LocalFraction">Share of rate and burst that a process takes for itself while Redis is away, 0 to 1.</param>
/// <param name="LongestRequest">When a request whose process died must be over.</param>
public sealed record TokenBucketSettings(
    string Name, double Rate, int Burst, double LocalFraction, TimeSpan LongestRequest);

/// <summary>
/// A bucket of tokens in Redis, each of which comes back a fixed time, burst / rate, after its request has ended. Whom the
/// requests go to saw each before that, so it never sees more than <c>Burst</c> of them in any stretch of that time (one
/// second where burst equals the rate), however long they are held up on the way; and never more than Burst + Rate * t in
/// t seconds. The price: tokens stay away for as long as their requests take, which makes rate / (1 + seconds that a
/// request takes) of the rate where burst equals it. A token that comes back later is given out before that, with the
/// time until then: nobody has to ask again.
/// <para>While Redis is away each process takes its fraction, as none knows of the others. That is counted all the time, so
/// that losing Redis does not come with a second burst. Where Redis is away for one process alone, all of them together
/// make 1 + LocalFraction of the rate at most.</para>
/// </summary>
public sealed class TokenBucket : IDisposable
{
    // A sorted set of the tokens that are out, each with the microsecond, on Redis' own clock, at which it is back. A token
    // whose process died comes back when its request must have ended; one that is further away than that was given out
    // before the server's clock was set back. A set that Redis does not know, which an endless member marks, may have been
    // lost: its tokens count as used up to now. The set never expires, so that no policy for caches evicts it.
    private const string Script = """
        local function text(moment) return string.format('%.0f', moment) end
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local burst, period, longest = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
        if ARGV[5] == 'end' then
          return redis.call('ZADD', KEYS[1], 'XX', text(now + period), ARGV[1])
        end
        if redis.call('ZADD', KEYS[1], '+inf', 'known') == 1 then
          for lost = 1, burst do redis.call('ZADD', KEYS[1], text(now + period), 'lost:' .. lost) end
        end
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', text(now))
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '(' .. text(now + longest + 2 * period), '(+inf')
        local promised, sent = redis.call('ZCARD', KEYS[1]) - 1 - burst, now
        if promised >= 0 then
          sent = tonumber(redis.call('ZRANGE', KEYS[1], promised, promised, 'WITHSCORES')[2])
        end
        if sent > now and ARGV[5] == 'take-first' then
          redis.call('SET', KEYS[2], 1, 'PX', math.ceil(math.max(period / 1000, 1000)))
        end
        if sent > now + period then return -1 end
        redis.call('ZADD', KEYS[1], text(sent + longest + period), ARGV[1])
        return sent - now
        """;

    // How long to give way: not at all when nobody who goes first had to wait in the last second, nor once in ARGV[1] milliseconds.
    private const string GiveWayScript = """
        local left = redis.call('PTTL', KEYS[1])
        if left <= 0 or redis.call('SET', KEYS[2], 1, 'NX', 'PX', ARGV[1]) then return 0 end
        return math.min(left, math.max(1, redis.call('PTTL', KEYS[2])))
        """;

    // Of the tokens that those who go first leave to the others, so that these get on too.
    private const double LeastShare = 0.1;

    // How often to ask while all tokens belong to requests in flight.
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly RedisConnection _redis;
    private readonly TimeProvider _time;
    private readonly TokenBucketSettings _settings;
    private readonly TimeSpan _period;
    private readonly string _process = Guid.NewGuid().ToString("N");
    // Of a process one asks at a time, in the order of their coming. Else whoever asks anew right after its request gets the
    // token that it has just given back, time and again, and those who ask every now and then none.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrencyLimiter _local;
    private readonly TimeSpan _localPeriod;
    private long _taken;

    public TokenBucket(RedisConnection redis, TimeProvider time, TokenBucketSettings settings)
    {
        _redis = redis;
        _time = time;
        _settings = settings;
        _period = Period(settings.Rate, settings.Burst);

        // The framework's TokenBucketRateLimiter lets a burst and a second's rate out within one second. Permits that come
        // back a while after the end of their requests do not.
        var permits = Math.Max(1, (int)(settings.Burst * settings.LocalFraction));
        _localPeriod = Period(settings.Rate * settings.LocalFraction, permits);
        _local = new(new() { PermitLimit = permits, QueueLimit = int.MaxValue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
    }

    /// <summary>
    /// For a request that does not go first, before it takes a token: while those that do have to wait, only a tenth of the rate is
    /// for the others, of all processes together. Without Redis nobody goes first.
    /// </summary>
    /// <param name="onWait">Hears before each wait how long it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask GiveWayAsync(Action<TimeSpan> onWait, CancellationToken cancellationToken)
    {
        var interval = (long)Math.Ceiling(1000 / (LeastShare * _settings.Rate));
        while (true)
        {
            var (answered, milliseconds) = await _redis.TryAsync(
                async database => (long)await database.ScriptEvaluateAsync(GiveWayScript, [FirstKey, Key + ":others"], [interval]),
                cancellationToken);
            if (!answered || milliseconds <= 0)
                return;
            await DelayAsync(TimeSpan.FromMilliseconds(milliseconds), onWait, cancellationToken);
        }
    }

    /// <summary>Waits until a request may be sent; dispose the result when it has ended.</summary>
    /// <param name="goesFirst">Whether the others give way (<see cref="GiveWayAsync"/>) as long as such a request has to wait.</param>
    /// <param name="onWait">Hears before each wait how long it is, where that is known.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<IDisposable> TakeAsync(bool goesFirst, Action<TimeSpan> onWait, CancellationToken cancellationToken)
    {
        var token = FormattableString.Invariant($"{_process}:{Interlocked.Increment(ref _taken)}");
        TimeSpan? wait;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            wait = await AskAsync(token, goesFirst, onWait, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }

        return wait is { } known
            ? await HoldAsync(token, known, onWait, cancellationToken)
            : new Token(this, null, await _local.AcquireAsync(1, cancellationToken));
    }

    public void Dispose()
    {
        _local.Dispose();
        _turn.Dispose();
    }

    private string Key => "provider-tokens:" + _settings.Name;

    private string FirstKey => Key + ":first";

    /// <summary>How long a token stays away after its request; 0.2 % for clocks of which one is being adjusted, which
    /// NTP does by 0.05 % at most.</summary>
    internal static TimeSpan Period(double rate, int burst) => TimeSpan.FromSeconds(burst / rate * 1.002);

    // Until the token may be used; null while Redis is away.
    private async ValueTask<TimeSpan?> AskAsync(
        string token, bool goesFirst, Action<TimeSpan> onWait, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (answered, microseconds) = await _redis.TryAsync(
                async database => (long)await RunAsync(database, token, goesFirst ? "take-first" : "take", CommandFlags.None), cancellationToken);
            if (!answered)
                return null;
            if (microseconds >= 0)
                return TimeSpan.FromMicroseconds(microseconds);
            await DelayAsync(Poll, onWait, cancellationToken);
        }
    }

    private async ValueTask<IDisposable> HoldAsync(
        string token, TimeSpan wait, Action<TimeSpan> onWait, CancellationToken cancellationToken)
    {
        var held = new Token(this, token, _local.AttemptAcquire());
        try
        {
            if (wait > TimeSpan.Zero)
                await DelayAsync(wait, onWait, cancellationToken);
            return held;
        }
        catch (OperationCanceledException)
        {
            held.Dispose();
            throw;
        }
    }

    private Task DelayAsync(TimeSpan wait, Action<TimeSpan> onWait, CancellationToken cancellationToken)
    {
        onWait(wait);
        return DelayAsync(wait, cancellationToken);
    }

    // Timers count by the ticks of the system's kernel, of 1 to 10 milliseconds, and may fire a whole one too early.
    private async Task DelayAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        for (var left = wait; left > TimeSpan.Zero; left = wait - _time.GetElapsedTime(start))
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), _time, cancellationToken);
    }

    private Task<RedisResult> RunAsync(IDatabase database, string token, string what, CommandFlags flags) => database.ScriptEvaluateAsync(
        Script, [Key, FirstKey],
        [token, _settings.Burst, (long)_period.TotalMicroseconds, (long)_settings.LongestRequest.TotalMicroseconds, what], flags);

    private async Task EndAsync(string? token, RateLimitLease local)
    {
        // If it is lost the token comes back all the same, only later.
        if (token is not null)
            _redis.Send(database => RunAsync(database, token, "end", CommandFlags.FireAndForget));
        if (local.IsAcquired)
            await DelayAsync(_localPeriod, CancellationToken.None);
        local.Dispose();
    }

    private sealed class Token(TokenBucket bucket, string? token, RateLimitLease local) : IDisposable
    {
        private int _isEnded;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isEnded, 1) == 0)
                _ = bucket.EndAsync(token, local);
        }
    }
}

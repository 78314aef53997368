using MovieAspire.Providers.Caching;
using MovieAspire.Providers.Http;

namespace MovieAspire.Providers.RateLimits;

/// <summary>The limits of one provider in this process: connections, and the rate shared with the other workers.</summary>
internal sealed class ProviderLimit(
    Provider provider, RateSettings settings, RedisGate redis, TimeProvider time) : IDisposable
{
    /// <summary>How often to ask while all tokens belong to requests in flight.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim connections = new(settings.MaxConnections);

    private readonly SharedTokenBucket shared = new(
        redis, $"provider-tokens:{provider.Key()}", settings.RequestsPerSecond, settings.Burst, settings.LongestRequest);

    // While Redis is away each worker takes a fraction, as none knows of the others. It counts the shared tokens too,
    // so that losing Redis does not come with a second burst. Where Redis is away for one worker alone, all of
    // them together make 1 + LocalFraction of the rate at most.
    private readonly TokenBucket local = new(
        settings.RequestsPerSecond * settings.LocalFraction,
        Math.Max(1, (int)(settings.Burst * settings.LocalFraction)));

    private readonly long origin = time.GetTimestamp();

    public Provider Provider => provider;

    public int? DailyBudget => settings.DailyBudget;

    /// <summary>Waits for a free connection; disposing the result frees it.</summary>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await connections.WaitAsync(cancellationToken);
        return new OnDispose(() => connections.Release());
    }

    /// <summary>Waits until a request may be sent; disposing the result says that it has ended.</summary>
    public async ValueTask<IDisposable> TakeTokenAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (answered, wait, token) = await shared.TryTakeAsync(cancellationToken);
            if (TakeLocal(answered, wait) is { } untilSent)
                return await HoldAsync(untilSent, answered ? token : null, cancellationToken);
            await WaitAsync(Poll, cancellationToken);
        }
    }

    public void Dispose() => connections.Dispose();

    private async Task<IDisposable> HoldAsync(TimeSpan untilSent, string? sharedToken, CancellationToken cancellationToken)
    {
        try
        {
            if (untilSent > TimeSpan.Zero)
                await WaitAsync(untilSent, cancellationToken);
            return new OnDispose(() => End(sharedToken));
        }
        catch (OperationCanceledException)
        {
            End(sharedToken);
            throw;
        }
    }

    private Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        ProviderTelemetry.Wait(new(provider, WaitReason.RateLimited, wait));
        // Timers count whole milliseconds and may fire within the last one.
        return Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds) + 1), time, cancellationToken);
    }

    private TimeSpan? TakeLocal(bool hasShared, TimeSpan? sharedWait)
    {
        lock (local)
        {
            if (!hasShared)
                return local.TryTake(time.GetElapsedTime(origin));
            if (sharedWait is not null)
                local.Count();
            return sharedWait;
        }
    }

    private void End(string? sharedToken)
    {
        lock (local)
            local.End(time.GetElapsedTime(origin));
        if (sharedToken is not null)
            shared.End(sharedToken);
    }

    private sealed class OnDispose(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}

/// <param name="RequestsPerSecond">Of all workers.</param>
/// <param name="Burst">Tokens in the bucket.</param>
/// <param name="MaxConnections">Requests in flight of this process.</param>
/// <param name="LocalFraction">Share of the rate while Redis is away.</param>
/// <param name="LongestRequest">When a request without an end must be over.</param>
/// <param name="DailyBudget">Requests per UTC day, or null.</param>
internal sealed record RateSettings(
    double RequestsPerSecond, int Burst, int MaxConnections, double LocalFraction, TimeSpan LongestRequest, int? DailyBudget = null);

using MovieAspire.Providers.Caching;
using MovieAspire.Providers.Http;

namespace MovieAspire.Providers.RateLimits;

/// <summary>The limits of one provider in this process: connections, and the rate shared with the other workers.</summary>
internal sealed class ProviderLimit(
    Provider provider, RateSettings settings, RedisGate redis, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim connections = new(settings.MaxConnections);

    private readonly SharedTokenBucket shared = new(
        redis, $"provider-tokens:{provider.Key()}", settings.RequestsPerSecond, settings.Burst);

    // While Redis is away each worker takes a fraction, as none knows of the others.
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
        return new Connection(connections);
    }

    /// <summary>Waits until a request may be sent. A call that is cancelled meanwhile has spent its token.</summary>
    public async ValueTask TakeTokenAsync(CancellationToken cancellationToken)
    {
        var wait = await shared.TakeAsync(cancellationToken) ?? TakeLocal();
        if (wait <= TimeSpan.Zero)
            return;

        ProviderTelemetry.Wait(new(provider, WaitReason.RateLimited, wait));
        // Timers count whole milliseconds and may fire within the last one.
        await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds) + 1), time, cancellationToken);
    }

    public void Dispose() => connections.Dispose();

    private TimeSpan TakeLocal()
    {
        lock (local)
            return local.Take(time.GetElapsedTime(origin));
    }

    private sealed class Connection(SemaphoreSlim connections) : IDisposable
    {
        public void Dispose() => connections.Release();
    }
}

internal sealed record RateSettings(
    double RequestsPerSecond, int Burst, int MaxConnections, double LocalFraction, int? DailyBudget = null);

namespace MovieAspire.Providers;

/// <summary>Learns why calls wait and what they bring, so that a run can show the one and keep the other.</summary>
public interface IProviderObserver
{
    /// <summary>A call starts to wait. Called from any thread; must return at once.</summary>
    void Waiting(ProviderWait wait);

    /// <summary>A provider answered: every body that was fetched, errors and broken ones included, but none out of
    /// the cache and none of an attempt that is retried. Called from any thread; the call goes on when this returns.</summary>
    ValueTask FetchedAsync(RawBody body, CancellationToken cancellationToken) => default;
}

/// <summary>Why a call waits.</summary>
public enum WaitReason
{
    /// <summary>Our own limit: no token is left.</summary>
    RateLimited,

    /// <summary>The provider answered 429 or code 25.</summary>
    Throttled,

    /// <summary>A failed call is tried again.</summary>
    Retrying,

    /// <summary>The requests of the day are used up; the call fails, and the work waits for ResumesAt.</summary>
    BudgetSpent,
}

/// <summary>A wait of one call.</summary>
/// <param name="Provider">Whose call waits.</param>
/// <param name="Reason">Why.</param>
/// <param name="Delay">How long; zero for a spent budget.</param>
/// <param name="ResumesAt">For a spent budget: when the provider is asked again.</param>
public sealed record ProviderWait(
    Provider Provider, WaitReason Reason, TimeSpan Delay, DateTimeOffset? ResumesAt = null)
{
    /// <summary>For people, for example "rate limited by TMDB for 3 s" or
    /// "OMDb budget spent, resumes at 2026-03-01T13:00:00Z".</summary>
    public override string ToString()
    {
        var name = Provider.DisplayName();
        return Reason switch
        {
            WaitReason.RateLimited => FormattableString.Invariant($"keeping to the rate limit of {name} for {Delay.TotalSeconds:0.#} s"),
            WaitReason.Throttled => FormattableString.Invariant($"rate limited by {name} for {Delay.TotalSeconds:0.#} s"),
            WaitReason.BudgetSpent => FormattableString.Invariant(
                $"{name} budget spent, resumes at {ResumesAt?.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"),
            _ => FormattableString.Invariant($"trying again at {name} for {Delay.TotalSeconds:0.#} s"),
        };
    }
}

/// <summary>Ties an observer to everything that is called from here on.</summary>
public static class ProviderObservation
{
    private static readonly AsyncLocal<IProviderObserver?> Observer = new();

    /// <summary>Calls made until the result is disposed, and in tasks started meanwhile, report to the observer.</summary>
    public static IDisposable Begin(IProviderObserver observer)
    {
        var scope = new Scope(Observer.Value);
        Observer.Value = observer;
        return scope;
    }

    internal static void Report(ProviderWait wait) => Observer.Value?.Waiting(wait);

    internal static ValueTask FetchedAsync(RawBody body, CancellationToken cancellationToken) =>
        Observer.Value?.FetchedAsync(body, cancellationToken) ?? default;

    private sealed class Scope(IProviderObserver? outer) : IDisposable
    {
        public void Dispose() => Observer.Value = outer;
    }
}

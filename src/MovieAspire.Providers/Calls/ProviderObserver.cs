namespace MovieAspire.Providers.Calls;

/// <summary>Learns why calls wait and what they bring, so that a run can show the one and keep the other.</summary>
public interface IProviderObserver
{
    /// <summary>Whether somebody waits for the call: it goes before those that nobody waits for.</summary>
    bool IsAwaited => false;

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
    QuotaSpent,
}

/// <summary>A wait of one call.</summary>
/// <param name="Provider">Whose call waits.</param>
/// <param name="Reason">Why.</param>
/// <param name="Delay">How long; zero for a spent quota.</param>
/// <param name="ResumesAt">For a spent quota: when the provider is asked again.</param>
public sealed record ProviderWait(
    Provider Provider, WaitReason Reason, TimeSpan Delay, DateTimeOffset? ResumesAt = null)
{
    /// <summary>For people, for example "rate limited by TMDB for 3 s" or
    /// "OMDb quota spent, resumes at 2026-03-01T13:00:00Z".</summary>
    public override string ToString()
    {
        var name = Provider.DisplayName();
        return Reason switch
        {
            WaitReason.RateLimited => FormattableString.Invariant($"keeping to the rate limit of {name} for {Delay.TotalSeconds:0.#} s"),
            WaitReason.Throttled => FormattableString.Invariant($"rate limited by {name} for {Delay.TotalSeconds:0.#} s"),
            WaitReason.QuotaSpent => FormattableString.Invariant(
                $"{name} quota spent, resumes at {ResumesAt?.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"),
            _ => FormattableString.Invariant($"trying again at {name} for {Delay.TotalSeconds:0.#} s"),
        };
    }
}

/// <summary>Takes the observer of a call along with its request.</summary>
internal static class ObservedRequests
{
    private static readonly HttpRequestOptionsKey<IProviderObserver?> Key = new("MovieAspire.Observer");

    public static void SetObserver(this HttpRequestMessage request, IProviderObserver? observer) =>
        request.Options.Set(Key, observer);

    /// <summary>Whether somebody waits for the answer.</summary>
    public static bool IsAwaited(this HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var observer) && observer is { IsAwaited: true };

    /// <summary>Counts a wait, and tells whoever the request is made for.</summary>
    public static void ReportWait(this HttpRequestMessage? request, ProviderWait wait)
    {
        ProviderTelemetry.Wait(wait);
        if (request is not null && request.Options.TryGetValue(Key, out var observer))
            observer?.Waiting(wait);
    }

    /// <summary>A spent quota, of which whoever the request is made for hears at once.</summary>
    public static ProviderException QuotaSpent(this HttpRequestMessage request, Provider provider, DateTimeOffset resumesAt)
    {
        var wait = new ProviderWait(provider, WaitReason.QuotaSpent, TimeSpan.Zero, resumesAt);
        request.ReportWait(wait);
        return new(provider, ProviderFailure.QuotaSpent, wait.ToString()) { ResumesAt = resumesAt };
    }
}

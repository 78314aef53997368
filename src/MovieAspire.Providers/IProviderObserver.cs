namespace MovieAspire.Providers;

/// <summary>Learns why calls wait, so that a run can show it.</summary>
public interface IProviderObserver
{
    /// <summary>A call starts to wait. Called from any thread; must return at once.</summary>
    void Waiting(ProviderWait wait);
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
}

/// <summary>A wait of one call.</summary>
/// <param name="Provider">Whose call waits.</param>
/// <param name="Reason">Why.</param>
/// <param name="Delay">How long.</param>
public sealed record ProviderWait(Provider Provider, WaitReason Reason, TimeSpan Delay)
{
    /// <summary>For people, for example "rate limited by TMDB for 3 s".</summary>
    public override string ToString()
    {
        var verb = Reason switch
        {
            WaitReason.RateLimited => "keeping to the rate limit of",
            WaitReason.Throttled => "rate limited by",
            _ => "trying again at",
        };
        return FormattableString.Invariant($"{verb} {Provider.DisplayName()} for {Delay.TotalSeconds:0.#} s");
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

    private sealed class Scope(IProviderObserver? outer) : IDisposable
    {
        public void Dispose() => Observer.Value = outer;
    }
}

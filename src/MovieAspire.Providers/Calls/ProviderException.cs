namespace MovieAspire.Providers.Calls;

/// <summary>Why a call to a provider failed.</summary>
public enum ProviderFailure
{
    /// <summary>No answer: connection refused or dropped, time-out, or a 5xx; retries included.</summary>
    Network,

    /// <summary>429, or a body with TMDB's code 25; retries included.</summary>
    RateLimit,

    /// <summary>The provider does not know this id (any more).</summary>
    NotFound,

    /// <summary>The answer is no JSON, or not of the expected shape; or a status that is no answer.</summary>
    BadBody,

    /// <summary>The API key is missing or wrong.</summary>
    Unauthorized,

    /// <summary>The requests of this day are used up; the work should be parked, not failed.</summary>
    QuotaSpent,
}

/// <summary>A call to a provider failed for good: what could be retried has been.</summary>
public sealed class ProviderException : Exception
{
    public ProviderException(Provider provider, ProviderFailure cause, string message, Exception? inner = null)
        : base(message, inner)
    {
        Provider = provider;
        Cause = cause;
    }

    public Provider Provider { get; }

    public ProviderFailure Cause { get; }

    /// <summary>The cause in the words of pipeline.run_errors: network, rate_limit, not_found, bad_body.
    /// Unauthorized and QuotaSpent are no item's fault; they read unauthorized and quota_spent.</summary>
    public string CauseName => Cause switch
    {
        ProviderFailure.Network => "network",
        ProviderFailure.RateLimit => "rate_limit",
        ProviderFailure.NotFound => "not_found",
        ProviderFailure.BadBody => "bad_body",
        ProviderFailure.Unauthorized => "unauthorized",
        _ => "quota_spent",
    };

    /// <summary>How long the provider asked to wait, where it did.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>For a spent quota: when the provider is asked again.</summary>
    public DateTimeOffset? ResumesAt { get; init; }

    /// <summary>The body as it came, where there was one that could not be used.</summary>
    public RawBody? Raw { get; init; }
}

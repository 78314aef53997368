namespace Polly.RateLimiting;

/// <summary>The rate limiter gave no lease.</summary>
#pragma warning disable CA1032 // only the constructors in use
public sealed class RateLimiterRejectedException : ExecutionRejectedException
#pragma warning restore CA1032
{
    /// <summary>For a limiter that does not say when to come back.</summary>
    public RateLimiterRejectedException()
        : base("The operation could not be executed because it was rejected by the rate limiter.")
    {
    }

    /// <summary>For a limiter that says when to come back.</summary>
    /// <param name="retryAfter">Counted from now.</param>
    public RateLimiterRejectedException(TimeSpan retryAfter)
        : base("The operation could not be executed because it was rejected by the rate limiter."
            + $" It can be retried after '{retryAfter}'.") =>
        RetryAfter = retryAfter;

    /// <summary>When a retry may succeed, if the limiter knows.</summary>
    public TimeSpan? RetryAfter { get; }
}

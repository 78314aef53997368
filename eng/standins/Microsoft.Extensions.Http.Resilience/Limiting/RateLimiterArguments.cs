using System.Threading.RateLimiting;

namespace Polly.RateLimiting;

/// <summary>What a custom limiter is asked with.</summary>
public readonly struct RateLimiterArguments(ResilienceContext context)
{
    /// <summary>The context of the execution that wants a lease.</summary>
    public ResilienceContext Context { get; } = context;
}

/// <summary>What is known of a refused execution.</summary>
public readonly struct OnRateLimiterRejectedArguments(ResilienceContext context, RateLimitLease lease)
{
    /// <summary>The context of the refused execution.</summary>
    public ResilienceContext Context { get; } = context;

    /// <summary>The lease that was not acquired, with the limiter's metadata.</summary>
    public RateLimitLease Lease { get; } = lease;
}

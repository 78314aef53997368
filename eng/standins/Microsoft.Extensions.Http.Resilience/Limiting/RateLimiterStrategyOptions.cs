using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;

namespace Polly.RateLimiting;

/// <summary>Options of the rate limiter strategy, which Polly.RateLimiting holds officially.</summary>
public class RateLimiterStrategyOptions : ResilienceStrategyOptions
{
    /// <summary>Names the strategy in telemetry.</summary>
    public RateLimiterStrategyOptions() => Name = "RateLimiter";

    /// <summary>Gives leases in place of the concurrency limiter that the defaults describe.</summary>
    public Func<RateLimiterArguments, ValueTask<RateLimitLease>>? RateLimiter { get; set; }

    /// <summary>The concurrency limiter used without <see cref="RateLimiter"/>: 1,000 at a time, no queue.</summary>
    [Required]
    public ConcurrencyLimiterOptions DefaultRateLimiterOptions { get; set; } = new()
    {
        PermitLimit = 1000,
        QueueLimit = 0,
    };

    /// <summary>Called for each refused execution.</summary>
    public Func<OnRateLimiterRejectedArguments, ValueTask>? OnRejected { get; set; }
}

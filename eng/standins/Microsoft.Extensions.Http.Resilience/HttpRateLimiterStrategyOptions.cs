using Polly.RateLimiting;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>The rate limiter strategy's options for HTTP.</summary>
public class HttpRateLimiterStrategyOptions : RateLimiterStrategyOptions;

using Polly.CircuitBreaker;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>The circuit breaker's options for HTTP; Polly's defaults, counting transient failures.</summary>
public class HttpCircuitBreakerStrategyOptions : CircuitBreakerStrategyOptions<HttpResponseMessage>
{
    /// <summary>Counts what <see cref="HttpClientResiliencePredicates"/> calls transient.</summary>
    public HttpCircuitBreakerStrategyOptions() =>
        ShouldHandle = args => ValueTask.FromResult(HttpClientResiliencePredicates.IsTransient(args.Outcome));
}

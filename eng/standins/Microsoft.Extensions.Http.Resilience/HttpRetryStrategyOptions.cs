using Polly;
using Polly.Retry;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>The retry strategy's options for HTTP: 3 retries, 2 s exponential with jitter, Retry-After first.</summary>
public class HttpRetryStrategyOptions : RetryStrategyOptions<HttpResponseMessage>
{
    private bool _shouldRetryAfterHeader;

    /// <summary>Sets the defaults; the count and the base delay are Polly's.</summary>
    public HttpRetryStrategyOptions()
    {
        ShouldHandle = args => ValueTask.FromResult(
            HttpClientResiliencePredicates.IsTransientOrConnectTimeout(args.Outcome, args.Context.CancellationToken));
        BackoffType = DelayBackoffType.Exponential;
        UseJitter = true;
        ShouldRetryAfterHeader = true;
    }

    /// <summary>
    /// Whether Retry-After decides the delay where a response has one; the backoff still decides
    /// elsewhere. Setting it replaces <see cref="RetryStrategyOptions{TResult}.DelayGenerator"/>.
    /// </summary>
    public bool ShouldRetryAfterHeader
    {
        get => _shouldRetryAfterHeader;
        set
        {
            _shouldRetryAfterHeader = value;
            DelayGenerator = value ? args => ValueTask.FromResult(RetryAfter(args.Outcome.Result)) : null;
        }
    }

    // A date is compared with the system's clock, as in the official package, whatever clock the pipeline has.
    private static TimeSpan? RetryAfter(HttpResponseMessage? response)
    {
        TimeSpan? delay = response?.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - TimeProvider.System.GetUtcNow(),
            _ => null,
        };
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }
}

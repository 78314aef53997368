using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace MovieAspire.Providers.Calls;

/// <summary>Three retries after about 1 s, 2 s and 4 s, never more than 10 s; what Retry-After says wins.</summary>
internal static class RetryPolicy
{
    /// <summary>Asked to wait longer than this, a call gives up and leaves the decision to the run.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(10);

    public static RetryStrategyOptions<HttpResponseMessage> For(Provider provider, TimeProvider time) => new()
    {
        MaxRetryAttempts = 3,
        ShouldHandle = arguments => new(ShouldRetry(arguments.Outcome, time)),
        DelayGenerator = arguments => new(Delay(arguments.AttemptNumber, arguments.Outcome.Result, time, Random.Shared.NextDouble())),
        OnRetry = arguments =>
        {
            var throttled = arguments.Outcome.Result?.StatusCode == HttpStatusCode.TooManyRequests;
            arguments.Context.GetRequestMessage().ReportWait(
                new(provider, throttled ? WaitReason.Throttled : WaitReason.Retrying, arguments.RetryDelay));
            return default;
        },
    };

    /// <param name="attempt">0 for the first retry.</param>
    /// <param name="response">The answer that is retried, if any came.</param>
    /// <param name="time">To read a Retry-After that is a date.</param>
    /// <param name="chance">0 to 1: where in the jitter of ±20 % this delay lies.</param>
    internal static TimeSpan Delay(int attempt, HttpResponseMessage? response, TimeProvider time, double chance)
    {
        if (RetryAfter(response, time) is { } asked && asked >= Second)
            return asked;

        var backOff = Second * Math.Pow(2, attempt) * (0.8 + 0.4 * chance);
        var delay = backOff < LongestBackOff ? backOff : LongestBackOff;
        // TMDB's Retry-After may be 0 or missing; less than a second only earns the next 429.
        return response?.StatusCode == HttpStatusCode.TooManyRequests && delay < Second ? Second : delay;
    }

    internal static TimeSpan? RetryAfter(HttpResponseMessage? response, TimeProvider time) =>
        response?.Headers.RetryAfter is { } header
            ? header.Delta ?? header.Date - time.GetUtcNow()
            : null;

    private static bool ShouldRetry(Outcome<HttpResponseMessage> outcome, TimeProvider time) => outcome switch
    {
        { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
        { Result: { } response } => IsTransient(response.StatusCode)
            && !(RetryAfter(response, time) > LongestRetryAfter),
        _ => false,
    };

    private static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;
}

namespace MovieAspire.Providers.RateLimits;

/// <summary>
/// A bucket of <c>burst</c> tokens, each of which comes back a fixed time after it was taken. So no stretch of
/// that time (one second where burst equals the rate) ever sees more than <c>burst</c> requests, while a bucket
/// that is refilled drop by drop lets out twice the rate in the second after a pause. It follows that no
/// stretch of t seconds sees more than burst + rate * t.
/// Not thread-safe.
/// </summary>
internal sealed class TokenBucket
{
    /// <summary>Tokens come back 5 % later than the rate asks for: what the way to the provider may
    /// delay or bunch up without a second there seeing more than the rate. Costs 5 % of the rate.</summary>
    public const double Slack = 1.05;

    private readonly TimeSpan[] returns;
    private readonly TimeSpan period;
    private int oldest;

    public TokenBucket(double rate, int burst)
    {
        returns = new TimeSpan[burst];
        Array.Fill(returns, TimeSpan.MinValue);
        period = Period(rate, burst);
    }

    /// <summary>How long a token stays away.</summary>
    public static TimeSpan Period(double rate, int burst) => TimeSpan.FromSeconds(burst / rate * Slack);

    /// <summary>Takes the next token, in advance if need be.</summary>
    /// <param name="now">On a clock that never goes back.</param>
    /// <returns>How long to wait before using it.</returns>
    public TimeSpan Take(TimeSpan now)
    {
        var granted = returns[oldest] > now ? returns[oldest] : now;
        returns[oldest] = granted + period;
        oldest = (oldest + 1) % returns.Length;
        return granted - now;
    }
}

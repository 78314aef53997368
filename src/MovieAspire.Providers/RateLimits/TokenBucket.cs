namespace MovieAspire.Providers.RateLimits;

/// <summary>
/// A bucket of <c>burst</c> tokens, each of which comes back a fixed time after its request has ended. The provider
/// saw the request before that, so it never sees more than <c>burst</c> requests in any stretch of that time (one
/// second where burst equals the rate), however long requests are held up on the way. It follows that no stretch of
/// t seconds sees more than burst + rate * t. The price: tokens stay away for as long as their requests take.
/// Not thread-safe.
/// </summary>
internal sealed class TokenBucket(double rate, int burst)
{
    private readonly Queue<TimeSpan> returns = new();
    private readonly TimeSpan period = Period(rate, burst);
    private int inFlight;

    /// <summary>How long a token stays away after its request; 1 % for clocks that differ.</summary>
    public static TimeSpan Period(double rate, int burst) => TimeSpan.FromSeconds(burst / rate * 1.01);

    /// <summary>Takes a token if there is one.</summary>
    /// <param name="now">On a clock that never goes back.</param>
    /// <returns>Zero with a token; else how long until it is worth asking again, null while that depends on
    /// requests in flight.</returns>
    public TimeSpan? TryTake(TimeSpan now)
    {
        while (returns.TryPeek(out var back) && back <= now)
            returns.Dequeue();

        if (inFlight + returns.Count >= burst)
            return returns.TryPeek(out var next) ? next - now : null;

        inFlight++;
        return TimeSpan.Zero;
    }

    /// <summary>Counts a request that another bucket let through, even beyond the burst.</summary>
    public void Count() => inFlight++;

    /// <summary>The request of a token has ended.</summary>
    public void End(TimeSpan now)
    {
        inFlight--;
        returns.Enqueue(now + period);
    }
}

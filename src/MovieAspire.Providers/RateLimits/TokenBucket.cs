namespace MovieAspire.Providers.RateLimits;

/// <summary>
/// A bucket of <c>burst</c> tokens, each of which comes back a fixed time after its request has ended. The provider
/// saw the request before that, so it never sees more than <c>burst</c> requests in any stretch of that time (one
/// second where burst equals the rate), however long requests are held up on the way. It follows that no stretch of
/// t seconds sees more than burst + rate * t. The price: tokens stay away for as long as their requests take, which
/// makes rate / (1 + seconds that a request takes) of the rate where burst equals it.
/// A token that comes back later is given out before that, with the time until then: nobody has to ask again.
/// Not thread-safe.
/// </summary>
internal sealed class TokenBucket(double rate, int burst)
{
    private readonly Queue<TimeSpan> returns = new();
    private readonly TimeSpan period = Period(rate, burst);
    private int inFlight;

    /// <summary>How long a token stays away after its request; 0.2 % for clocks of which one is being adjusted, which
    /// NTP does by 0.05 % at most.</summary>
    public static TimeSpan Period(double rate, int burst) => TimeSpan.FromSeconds(burst / rate * 1.002);

    /// <summary>Takes a token if it is known when there is one.</summary>
    /// <param name="now">On a clock that never goes back.</param>
    /// <returns>How long to wait before the request may be sent; null, without a token, while that depends on the end
    /// of requests in flight.</returns>
    public TimeSpan? TryTake(TimeSpan now)
    {
        while (returns.TryPeek(out var back) && back <= now)
            returns.Dequeue();

        // So many of the tokens that come back are promised to others already.
        var promised = inFlight + returns.Count - burst;
        if (promised >= returns.Count)
            return null;

        inFlight++;
        return promised < 0 ? TimeSpan.Zero : returns.ElementAt(promised) - now;
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

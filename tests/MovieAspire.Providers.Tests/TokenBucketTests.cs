using FsCheck;
using FsCheck.Fluent;
using MovieAspire.Providers.RateLimits;
using Xunit;

namespace MovieAspire.Providers.Tests;

public sealed class TokenBucketTests
{
    [Fact]
    public void A_full_bucket_lets_a_burst_out_at_once_and_nothing_more()
    {
        var bucket = new TokenBucket(rate: 10, burst: 10);

        for (var i = 0; i < 10; i++)
            Assert.Equal(TimeSpan.Zero, bucket.TryTake(TimeSpan.Zero));

        Assert.Null(bucket.TryTake(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void A_token_comes_back_a_period_after_its_request_ended_however_long_that_took()
    {
        var bucket = new TokenBucket(rate: 1, burst: 1);
        var ended = TimeSpan.FromSeconds(7);
        bucket.TryTake(TimeSpan.Zero);
        bucket.End(ended);

        Assert.Equal(TimeSpan.Zero, bucket.TryTake(ended + TokenBucket.Period(1, 1)));
    }

    [Fact]
    public void Tokens_that_come_back_are_promised_once_in_the_order_in_which_they_do()
    {
        var bucket = new TokenBucket(rate: 2, burst: 2);
        var period = TokenBucket.Period(2, 2);
        var (first, second) = (TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(0.3));
        bucket.TryTake(TimeSpan.Zero);
        bucket.TryTake(TimeSpan.Zero);
        bucket.End(first);
        bucket.End(second);

        Assert.Equal(first + period - second, bucket.TryTake(second));
        Assert.Equal(period, bucket.TryTake(second));
        Assert.Null(bucket.TryTake(second));
    }

    [Fact]
    public void What_another_bucket_let_out_leaves_fewer_tokens_until_it_has_ended_for_a_period()
    {
        var bucket = new TokenBucket(rate: 2, burst: 2);
        for (var i = 0; i < 3; i++)
            bucket.Count();
        Assert.Null(bucket.TryTake(TimeSpan.Zero));

        for (var i = 0; i < 3; i++)
            bucket.End(TimeSpan.Zero);
        Assert.Equal(TokenBucket.Period(2, 2), bucket.TryTake(TimeSpan.Zero));
        Assert.Equal(TimeSpan.Zero, bucket.TryTake(TokenBucket.Period(2, 2)));
    }

    [Fact]
    public void Quick_requests_get_at_least_nine_tenths_of_the_rate()
    {
        var arrivals = Arrivals(35, 35, [.. Enumerable.Repeat((0, 50, 1.0), 35 * 60)]);

        Assert.InRange(arrivals.Count / (arrivals[^1] - arrivals[0] + TimeSpan.FromSeconds(1)).TotalSeconds, 0.9 * 35, 35);
    }

    [Fact]
    public void No_stretch_of_time_sees_more_than_burst_plus_rate_times_time() =>
        Prop.ForAll<PositiveInt, PositiveInt, (NonNegativeInt, NonNegativeInt, NormalFloat)[]>((rate, burst, calls) =>
        {
            var arrivals = Arrivals(rate.Get, burst.Get, [.. calls.Select(call => (call.Item1.Get, call.Item2.Get, Math.Abs(call.Item3.Get % 1)))]);
            return Enumerable.Range(0, arrivals.Count).All(first => Enumerable.Range(first, arrivals.Count - first).All(last =>
                last - first + 1 <= burst.Get + rate.Get * (arrivals[last] - arrivals[first]).TotalSeconds + 1e-6));
        }).QuickCheckThrowOnFailure();

    /// <summary>When the provider sees the requests of callers, of whom each asks a pause after the one before, whether or not
    /// that one has sent its request.</summary>
    /// <param name="rate">Of the bucket.</param>
    /// <param name="burst">Of the bucket.</param>
    /// <param name="calls">Milliseconds of pause, milliseconds that the request takes, and where in between (0 to 1)
    /// it reaches the provider.</param>
    private static List<TimeSpan> Arrivals(double rate, int burst, (int Pause, int Takes, double Reaches)[] calls)
    {
        var bucket = new TokenBucket(rate, burst);
        var ends = new PriorityQueue<TimeSpan, TimeSpan>();
        var arrivals = new List<TimeSpan>();
        var now = TimeSpan.Zero;
        foreach (var (pause, takes, reaches) in calls)
        {
            AdvanceTo(now + TimeSpan.FromMilliseconds(pause));
            TimeSpan? wait;
            while ((wait = bucket.TryTake(now)) is null)
                AdvanceTo(ends.Peek());
            var sent = now + wait.Value;
            arrivals.Add(sent + TimeSpan.FromMilliseconds(takes * reaches));
            ends.Enqueue(sent + TimeSpan.FromMilliseconds(takes), sent + TimeSpan.FromMilliseconds(takes));
        }

        arrivals.Sort();
        return arrivals;

        void AdvanceTo(TimeSpan moment)
        {
            while (ends.TryPeek(out var end, out _) && end <= moment)
                bucket.End(ends.Dequeue());
            now = moment;
        }
    }
}

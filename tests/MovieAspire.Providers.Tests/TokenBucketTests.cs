using FsCheck;
using FsCheck.Fluent;
using MovieAspire.Providers.RateLimits;
using Xunit;

namespace MovieAspire.Providers.Tests;

public sealed class TokenBucketTests
{
    [Fact]
    public void A_full_bucket_lets_a_burst_out_at_once_and_nothing_more_within_its_period()
    {
        var bucket = new TokenBucket(rate: 10, burst: 10);
        var now = TimeSpan.FromSeconds(5);

        for (var i = 0; i < 10; i++)
            Assert.Equal(TimeSpan.Zero, bucket.Take(now));

        Assert.True(bucket.Take(now) >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Tokens_come_back_after_their_period()
    {
        var bucket = new TokenBucket(rate: 10, burst: 2);
        bucket.Take(TimeSpan.Zero);
        bucket.Take(TimeSpan.Zero);

        Assert.Equal(TimeSpan.Zero, bucket.Take(TokenBucket.Period(10, 2)));
    }

    [Fact]
    public void A_steady_taker_gets_at_least_nine_tenths_of_the_rate()
    {
        var bucket = new TokenBucket(rate: 35, burst: 35);
        var now = TimeSpan.Zero;
        for (var i = 0; i < 35 * 60; i++)
            now += bucket.Take(now);

        Assert.InRange(35 * 60 / now.TotalSeconds, 0.9 * 35, 35.7);
    }

    [Fact]
    public void No_stretch_of_time_sees_more_than_burst_plus_rate_times_time() =>
        Prop.ForAll<PositiveInt, PositiveInt, NonNegativeInt[]>(KeepsToItsBound).QuickCheckThrowOnFailure();

    private static bool KeepsToItsBound(PositiveInt rate, PositiveInt burst, NonNegativeInt[] pausesInMilliseconds)
    {
        var bucket = new TokenBucket(rate.Get, burst.Get);
        var now = TimeSpan.Zero;
        var grants = new List<TimeSpan>();
        foreach (var pause in pausesInMilliseconds)
        {
            now += TimeSpan.FromMilliseconds(pause.Get);
            grants.Add(now + bucket.Take(now));
        }

        grants.Sort();
        for (var first = 0; first < grants.Count; first++)
        {
            for (var last = first; last < grants.Count; last++)
            {
                if (last - first + 1 > burst.Get + rate.Get * (grants[last] - grants[first]).TotalSeconds + 1e-6)
                    return false;
            }
        }

        return true;
    }
}

using System.Net;
using System.Net.Http.Headers;
using MovieAspire.Providers.Calls;
using Xunit;

namespace MovieAspire.Providers.Tests;

public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    public void Delays_double_from_one_second_and_jitter_by_a_fifth(int attempt, double seconds)
    {
        Assert.Equal(seconds * 0.8, Delay(attempt, null, chance: 0), 3);
        Assert.Equal(seconds * 1.2, Delay(attempt, null, chance: 1), 3);
    }

    [Fact]
    public void No_back_off_is_longer_than_ten_seconds() => Assert.Equal(10, Delay(9, null, chance: 1), 3);

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public void A_429_without_a_real_retry_after_waits_at_least_a_second(int? retryAfter) =>
        Assert.Equal(1, Delay(0, TooMany(retryAfter), chance: 0), 3);

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public void Retry_after_wins_over_the_back_off(int retryAfter) =>
        Assert.Equal(retryAfter, Delay(0, TooMany(retryAfter), chance: 0.5), 3);

    [Fact]
    public void Retry_after_may_be_a_moment()
    {
        var time = new FixedTime();
        using var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
        {
            Headers = { RetryAfter = new RetryConditionHeaderValue(time.GetUtcNow().AddSeconds(42)) },
        };

        Assert.Equal(TimeSpan.FromSeconds(42), RetryPolicy.RetryAfter(response, time));
        Assert.Equal(TimeSpan.FromSeconds(42), RetryPolicy.Delay(0, response, time, chance: 0.5));
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    }

    private static double Delay(int attempt, HttpResponseMessage? response, double chance) =>
        RetryPolicy.Delay(attempt, response, TimeProvider.System, chance).TotalSeconds;

    private static HttpResponseMessage TooMany(int? retryAfter) => new(HttpStatusCode.TooManyRequests)
    {
        Headers = { RetryAfter = retryAfter is { } seconds ? new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds)) : null },
    };
}

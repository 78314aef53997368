using Microsoft.Extensions.Options;
using MovieAspire.ProviderEmulator.Limits;
using MovieAspire.ProviderEmulator.Movies;
using Xunit;

namespace MovieAspire.ProviderEmulator.Tests;

public sealed class LimitTests
{
    private readonly Clock _clock = new();

    [Fact]
    public void A_rate_is_one_of_any_second_and_refused_requests_do_not_count()
    {
        var limit = new RateLimit(Options.Create(new LimitOptions { RequestsPerSecond = 2 }), _clock);
        Assert.True(limit.TryEnter());
        _clock.Now += TimeSpan.FromMilliseconds(600);
        Assert.True(limit.TryEnter());
        Assert.False(limit.TryEnter());

        _clock.Now += TimeSpan.FromMilliseconds(399);
        Assert.False(limit.TryEnter());
        _clock.Now += TimeSpan.FromMilliseconds(1);
        Assert.True(limit.TryEnter());
        Assert.False(limit.TryEnter());
    }

    [Fact]
    public void The_limit_of_a_day_begins_anew_at_midnight_utc()
    {
        var limit = Daily(requests: 2);
        Assert.True(limit.TryEnter());
        Assert.True(limit.TryEnter());
        Assert.False(limit.TryEnter());
        _clock.Now = new(2026, 3, 1, 23, 59, 59, TimeSpan.Zero);
        Assert.False(limit.TryEnter());

        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.True(limit.TryEnter());
        Assert.True(limit.TryEnter());
        Assert.False(limit.TryEnter());
    }

    [Fact]
    public void Zero_is_no_limit()
    {
        var (rate, daily) = (new RateLimit(Options.Create(new LimitOptions { RequestsPerSecond = 0 }), _clock), Daily(requests: 0));

        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(rate.TryEnter() && daily.TryEnter()));
    }

    private DailyLimit Daily(int requests) => new(
        Options.Create(new LimitOptions { OmdbDailyLimit = requests }), new EmulatorClock(_clock, Options.Create(new ClockOptions())));

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

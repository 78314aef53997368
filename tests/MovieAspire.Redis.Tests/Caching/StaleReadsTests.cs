using MovieAspire.Redis.Caching;
using MovieAspire.Redis.Tests.Hosting;
using Xunit;

namespace MovieAspire.Redis.Tests.Caching;

public class StaleReadsTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void The_trailer_says_since_when_the_oldest_part_is_stale()
    {
        var call = new TestCall();
        StaleReads.Mark(call, _time.GetUtcNow());
        StaleReads.Mark(call, _time.GetUtcNow().AddMinutes(-5));
        StaleReads.Mark(call, _time.GetUtcNow().AddMinutes(-1));

        Assert.Equal(_time.GetUtcNow().AddMinutes(-5), call.StaleSince);
        Assert.Single(call.ResponseTrailers);
    }
}

using MovieAspire.Providers.Calls;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Tests.Runs;

public class RunWaitsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_spent_budget_is_shown_beside_a_limit_and_each_goes_when_it_is_over()
    {
        var waits = new RunWaits();
        waits.Add(new(Provider.Omdb, WaitReason.QuotaSpent, TimeSpan.Zero, Noon.AddHours(1)), Noon);
        waits.Add(new(Provider.Tmdb, WaitReason.Throttled, TimeSpan.FromSeconds(3)), Noon);

        Assert.Equal("rate limited by TMDB for 3 s; OMDb quota spent, resumes at 2026-03-01T13:00:00Z", waits.At(Noon));
        Assert.False(waits.HasEnded(Noon));
        Assert.True(waits.HasEnded(Noon.AddSeconds(3)));
        Assert.Equal("OMDb quota spent, resumes at 2026-03-01T13:00:00Z", waits.At(Noon.AddSeconds(3)));
        Assert.Equal("", waits.At(Noon.AddHours(1)));
        Assert.False(waits.HasEnded(Noon.AddHours(2)));
    }
}

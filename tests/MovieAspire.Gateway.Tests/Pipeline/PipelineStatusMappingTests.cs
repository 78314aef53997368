using Google.Protobuf.WellKnownTypes;
using MovieAspire.Gateway.Pipeline;
using Proto = MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Gateway.Tests.Pipeline;

public class PipelineStatusMappingTests
{
    private static readonly DateTime Now = new(2025, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Fact]
    public void A_provider_without_a_daily_limit_has_null_for_what_is_left()
    {
        var quota = PipelineStatusMapping.ToQuota(new() { Provider = "tmdb", UsedToday = 7, Cached = 2 });

        Assert.Equal(new("tmdb", null, 7, null, 0, 2, null, null, null, null), quota);
    }

    [Fact]
    public void A_spent_budget_has_zero_left_and_the_time_of_the_next_try()
    {
        var quota = PipelineStatusMapping.ToQuota(new()
        {
            Provider = "omdb", Limit = 1000, UsedToday = 1000, Remaining = 0, Refused = 3,
            ResetsAt = Timestamp.FromDateTime(Now), ExhaustedAt = Timestamp.FromDateTime(Now),
            NextProbeAt = Timestamp.FromDateTime(Now.AddHours(1)), RequestsPerSecondLimit = 2,
        });

        Assert.Equal(new("omdb", 1000, 1000, 0, 3, 0, Now, Now, Now.AddHours(1), 2), quota);
    }

    [Fact]
    public void A_pipeline_that_never_ran_has_no_last_run() =>
        Assert.Null(PipelineStatusMapping.ToStatus(new()).LastRun);

    [Fact]
    public void A_stopped_schedule_has_no_next_run()
    {
        var scheduler = PipelineStatusMapping.ToScheduler(new()
        {
            Jobs = { new Proto.ScheduledJob { Id = "quick", Name = "Quick update", Trigger = "0 0 0/6 * * ?" } },
        });

        Assert.Equal(new("quick", "Quick update", null, "0 0 0/6 * * ?", false, null), Assert.Single(scheduler.Jobs));
        Assert.Null(scheduler.ChangedBy);
    }
}

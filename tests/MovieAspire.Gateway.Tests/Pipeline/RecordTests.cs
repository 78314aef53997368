using Google.Protobuf.WellKnownTypes;
using MovieAspire.Gateway.Pipeline;
using Proto = MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Gateway.Tests.Pipeline;

public class PipelineStatusRecordTests
{
    private static readonly DateTime Now = new(2025, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Fact]
    public void A_provider_without_a_daily_limit_has_null_for_what_is_left()
    {
        var quota = Quota.From(new() { Provider = "tmdb", UsedToday = 7, Cached = 2 });

        Assert.Equal(new("tmdb", null, 7, null, 0, 2, null, null, null, null), quota);
    }

    [Fact]
    public void A_spent_budget_has_zero_left_and_the_time_of_the_next_try()
    {
        var quota = Quota.From(new()
        {
            Provider = "omdb", Limit = 1000, UsedToday = 1000, Remaining = 0, Refused = 3,
            ResetsAt = Timestamp.FromDateTime(Now), ExhaustedAt = Timestamp.FromDateTime(Now),
            NextProbeAt = Timestamp.FromDateTime(Now.AddHours(1)), RequestsPerSecondLimit = 2,
        });

        Assert.Equal(new("omdb", 1000, 1000, 0, 3, 0, Now, Now, Now.AddHours(1), 2), quota);
    }

    [Fact]
    public void A_pipeline_that_never_ran_has_no_last_run() =>
        Assert.Null(PipelineStatus.From(new()).LastRun);

    [Fact]
    public void A_stopped_schedule_has_no_next_run()
    {
        var scheduler = SchedulerStatus.From(new()
        {
            Jobs = { new Proto.ScheduledJob { Id = "quick", Name = "Quick update", Trigger = "0 0 0/6 * * ?" } },
        });

        Assert.Equal(new("quick", "Quick update", null, "0 0 0/6 * * ?", false, null), Assert.Single(scheduler.Jobs));
        Assert.Null(scheduler.ChangedBy);
    }
}

public class RunRecordTests
{
    private static readonly DateTime Start = new(2025, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Fact]
    public void A_queued_run_has_null_for_what_is_not_known_yet()
    {
        var run = Run.From(Queued());

        Assert.Equal("queued", run.Status);
        Assert.Equal(Start, run.RunDate);
        Assert.Null(run.DurationSeconds);
        Assert.Null(run.ErrorMessage);
        Assert.Null(run.StartedAt);
    }

    [Fact]
    public void The_duration_is_from_start_to_end()
    {
        var ended = Queued();
        ended.StartedAt = Timestamp.FromDateTime(Start);
        ended.FinishedAt = Timestamp.FromDateTime(Start.AddSeconds(12.5));

        Assert.Equal(12.5, Run.From(ended).DurationSeconds);
    }

    private static Proto.Run Queued() => new()
    {
        Id = "0199f0a0-0000-7000-8000-000000000000", Job = "quick", Status = Proto.RunStatus.Queued, RequestedBy = "admin",
        CreatedAt = Timestamp.FromDateTime(Start),
    };
}

using Google.Protobuf.WellKnownTypes;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Gateway.Pipeline;

namespace MovieAspire.Gateway.Tests.Pipeline;

public class RunMappingTests
{
    private static readonly DateTime Start = new(2025, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Fact]
    public void A_queued_run_has_null_for_what_is_not_known_yet()
    {
        var run = RunMapping.ToRun(Queued());

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

        Assert.Equal(12.5, RunMapping.ToRun(ended).DurationSeconds);
    }

    [Fact]
    public void Every_state_of_a_run_has_a_name_and_the_name_means_that_state()
    {
        foreach (var status in System.Enum.GetValues<RunStatus>().Where(status => status is not RunStatus.Unspecified))
            Assert.Equal(status, RunStatusNames.ToProto(RunStatusNames.ToJson(status)));
    }

    private static Contracts.Pipeline.V1.Run Queued() => new()
    {
        Id = "0199f0a0-0000-7000-8000-000000000000", Job = "quick", Status = RunStatus.Queued, RequestedBy = "admin",
        CreatedAt = Timestamp.FromDateTime(Start),
    };
}

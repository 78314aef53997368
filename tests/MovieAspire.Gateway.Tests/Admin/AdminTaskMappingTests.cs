using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Gateway.Admin;

namespace MovieAspire.Gateway.Tests.Admin;

public class AdminTaskMappingTests
{
    [Theory]
    [InlineData(RunStatus.Queued, "PENDING")]
    [InlineData(RunStatus.Running, "STARTED")]
    [InlineData(RunStatus.Succeeded, "SUCCESS")]
    [InlineData(RunStatus.Partial, "SUCCESS")]
    [InlineData(RunStatus.NoOp, "SUCCESS")]
    [InlineData(RunStatus.Failed, "FAILURE")]
    [InlineData(RunStatus.Cancelled, "REVOKED")]
    public void Each_state_of_a_run_is_one_of_a_task(RunStatus run, string task)
    {
        var mapped = AdminTaskMapping.ToTask(Ended(run));

        Assert.Equal(task, mapped.Status);
        Assert.Equal(task is "SUCCESS", mapped.Result is not null);
    }

    [Fact]
    public void A_failed_task_says_why_and_has_no_result()
    {
        var run = Ended(RunStatus.Failed);
        run.ErrorMessage = "TMDB refuses the key.";

        var task = AdminTaskMapping.ToTask(run);

        Assert.Equal("TMDB refuses the key.", task.Error);
        Assert.Null(task.Result);
    }

    private static Run Ended(RunStatus status) => new()
    {
        Id = "0199f0a0-0000-7000-8000-000000000000", Job = "quick", Status = status, CreatedAt = new(),
    };
}

using MovieAspire.Gateway.Pipeline;
using Proto = MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Gateway.Admin;

internal static class AdminTaskMapping
{
    private const string Success = "SUCCESS";

    internal static AdminTask ToTask(Proto.Run proto)
    {
        var run = RunMapping.ToRun(proto);
        var status = StatusOf(proto.Status);
        return new(run.Id, status, status is Success ? ToResult(run) : null, run.ErrorMessage, run.Progress);
    }

    internal static string StatusOf(Proto.RunStatus status) => status switch
    {
        Proto.RunStatus.Queued => "PENDING",
        Proto.RunStatus.Running => "STARTED",
        Proto.RunStatus.Succeeded or Proto.RunStatus.Partial or Proto.RunStatus.NoOp => Success,
        Proto.RunStatus.Cancelled => "REVOKED",
        _ => "FAILURE",
    };

    private static AdminTaskResult ToResult(Run run) => new(
        run.Job, run.Status, run.MoviesProcessed, run.DurationSeconds, run.ErrorCount, run.Sources);
}

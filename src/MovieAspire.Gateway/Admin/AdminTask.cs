using MovieAspire.Gateway.Pipeline;
using Proto = MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Gateway.Admin;

/// <summary>Work that waits for a worker.</summary>
/// <param name="Status">Always enqueued.</param>
/// <param name="TaskId">The run's id; the task's address is in the Location header, too.</param>
/// <param name="Message">For people.</param>
public sealed record EnqueuedTask(string Status, Guid TaskId, string Message)
{
    internal static EnqueuedTask Example { get; } = new("enqueued", Run.Example.Id, "The run of trending is queued.");
}

/// <summary>A run in the words of a task queue.</summary>
/// <param name="TaskId">The run's id.</param>
/// <param name="Status">PENDING, STARTED, SUCCESS, FAILURE or REVOKED.</param>
/// <param name="Result">What it brought; null unless the status is SUCCESS.</param>
/// <param name="Error">Why it failed; null unless the status is FAILURE.</param>
/// <param name="Progress">How far it is.</param>
public sealed record AdminTask(Guid TaskId, string Status, AdminTaskResult? Result, string? Error, RunProgress? Progress)
{
    private const string Success = "SUCCESS";

    internal static AdminTask Example { get; } = new(Run.Example.Id, "STARTED", null, null, RunProgress.Example);

    internal static AdminTask From(Proto.Run proto)
    {
        var run = Run.From(proto);
        var status = StatusOf(proto.Status);
        return new(run.Id, status, status is Success ? AdminTaskResult.From(run) : null, run.ErrorMessage, run.Progress);
    }

    private static string StatusOf(Proto.RunStatus status) => status switch
    {
        Proto.RunStatus.Queued => "PENDING",
        Proto.RunStatus.Running => "STARTED",
        Proto.RunStatus.Succeeded or Proto.RunStatus.Partial or Proto.RunStatus.NoOp => Success,
        Proto.RunStatus.Cancelled => "REVOKED",
        _ => "FAILURE",
    };
}

/// <summary>What a task brought.</summary>
/// <param name="Job">What it did.</param>
/// <param name="Status">succeeded, partial (some items failed and are tried again later) or no_op (nothing to do).</param>
/// <param name="MoviesProcessed">Movies read, whether they differed or not.</param>
/// <param name="DurationSeconds">From start to end.</param>
/// <param name="ErrorCount">Items that failed.</param>
/// <param name="Sources">What each source brought.</param>
public sealed record AdminTaskResult(
    string Job, string Status, long MoviesProcessed, double? DurationSeconds, long ErrorCount,
    IReadOnlyList<RunSource> Sources)
{
    internal static AdminTaskResult From(Run run) => new(
        run.Job, run.Status, run.MoviesProcessed, run.DurationSeconds, run.ErrorCount, run.Sources);
}

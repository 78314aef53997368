using MovieAspire.Gateway.Pipeline;

namespace MovieAspire.Gateway.Admin;

/// <summary>Work that waits for a worker.</summary>
/// <param name="Status">Always enqueued.</param>
/// <param name="TaskId">The run's id; the task's address is in the Location header, too.</param>
/// <param name="Message">For people.</param>
public sealed record EnqueuedTask(string Status, Guid TaskId, string Message);

/// <summary>A run in the words of a task queue.</summary>
/// <param name="TaskId">The run's id.</param>
/// <param name="Status">PENDING, STARTED, SUCCESS, FAILURE or REVOKED.</param>
/// <param name="Result">What it brought; null unless the status is SUCCESS.</param>
/// <param name="Error">Why it failed; null unless the status is FAILURE.</param>
/// <param name="Progress">How far it is.</param>
public sealed record AdminTask(Guid TaskId, string Status, AdminTaskResult? Result, string? Error, RunProgress? Progress);

/// <summary>What a task brought.</summary>
/// <param name="Job">What it did.</param>
/// <param name="Status">succeeded, partial (some items failed and are tried again later) or no_op (nothing to do).</param>
/// <param name="MoviesProcessed">Movies read, whether they differed or not.</param>
/// <param name="DurationSeconds">From start to end.</param>
/// <param name="ErrorCount">Items that failed.</param>
/// <param name="Sources">What each source brought.</param>
public sealed record AdminTaskResult(
    string Job, string Status, long MoviesProcessed, double? DurationSeconds, long ErrorCount,
    IReadOnlyList<RunSource> Sources);

namespace MovieAspire.Worker.Runs;

/// <summary>A run that this worker holds.</summary>
/// <param name="Id">The run.</param>
/// <param name="Job">Its job.</param>
/// <param name="Options">The job's options as they were asked for.</param>
/// <param name="Cursor">Where an earlier execution stopped, JSON.</param>
/// <param name="Attempt">1 for the first execution.</param>
/// <param name="CancelRequested">Whether it was cancelled before it was claimed.</param>
/// <param name="LeaseOwner">Names this claim; writes of an older claim are refused.</param>
internal sealed record ClaimedRun(
    Guid Id, string Job, IReadOnlyDictionary<string, string> Options, string? Cursor, int Attempt,
    bool CancelRequested, string LeaseOwner);

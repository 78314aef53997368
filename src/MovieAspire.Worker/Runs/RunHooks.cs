using MovieAspire.Providers.Calls;

namespace MovieAspire.Worker.Runs;

/// <summary>Keeps what the providers answer to runs.</summary>
internal interface IRunRecorder
{
    /// <summary>
    /// The source in run_sources under which it reports. Its counters are shown with the run, but make it neither partial
    /// nor changed: they are not about what readers see.
    /// </summary>
    string Source { get; }

    /// <summary>Begins the recording of a run.</summary>
    IRunRecording Begin(Guid run);
}

/// <summary>What is kept of one execution of a run; disposed when that ends, whatever its outcome.</summary>
internal interface IRunRecording : IAsyncDisposable
{
    /// <summary>A provider answered; the call goes on when this returns. Called from any thread.</summary>
    ValueTask KeepAsync(RawBody body, CancellationToken cancellationToken);

    /// <summary>Brings what was kept so far to where others read it; the job goes on.</summary>
    Task PublishAsync(CancellationToken cancellationToken);

    /// <summary>The job ended, whatever its outcome: brings everything to where it belongs and reports to the run.</summary>
    Task CompleteAsync(RunContext run);
}

/// <summary>What happens before a job goes on that an earlier execution of the run began.</summary>
internal interface IRunResumption
{
    /// <summary>Tells the run what the earlier execution did, as far as that is not in its counters and cursor.</summary>
    Task ResumeAsync(RunContext run, CancellationToken cancellationToken);
}

/// <summary>What happens after a job of any kind, also when it failed or was cancelled: it may have changed something.</summary>
internal interface IRunFollowUp
{
    /// <summary>
    /// Is called in the order of registration, while the lease is kept. Its own failures are its own affair: what it
    /// throws is logged, and the run ends as its job did. Not called when the worker stops or lost the run: whoever takes
    /// it over follows up.
    /// </summary>
    Task FollowUpAsync(RunContext run, CancellationToken cancellationToken);
}

/// <summary>A job cannot go on, for a reason that its message tells people: no bug.</summary>
/// <param name="message">Why.</param>
/// <param name="mayPass">Whether another attempt may succeed.</param>
/// <param name="innerException">What happened.</param>
internal class JobException(string message, bool mayPass, Exception? innerException = null)
    : Exception(message, innerException)
{
    public bool MayPass { get; } = mayPass;
}

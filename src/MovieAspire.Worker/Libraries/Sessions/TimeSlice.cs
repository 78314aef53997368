using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Libraries.Sessions;

/// <summary>
/// A session's turn. When it is over and other sessions wait, the run pauses behind them: a small library is not behind a large
/// one, whichever came first.
/// </summary>
internal sealed class TimeSlice(RunContext run, RunQueue queue, TimeProvider time, TimeSpan length)
{
    private long _started = time.GetTimestamp();

    /// <summary>Whether the turn is over if another session waits: no further call is begun before <see cref="CheckAsync"/>.</summary>
    public bool IsOver => time.GetElapsedTime(_started) >= length;

    /// <summary>To be called where the work can be taken up again.</summary>
    /// <exception cref="RunPausedException">The turn is over.</exception>
    /// <exception cref="OperationCanceledException">The run is to stop.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        run.StopRequested.ThrowIfCancellationRequested();
        if (!IsOver)
            return;
        if (await queue.IsAnyWaitingAsync(LibraryRuns.Job, cancellationToken))
            throw new RunPausedException(TimeSpan.Zero, "");
        _started = time.GetTimestamp();
    }
}

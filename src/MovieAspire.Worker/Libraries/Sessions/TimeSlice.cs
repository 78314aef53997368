using MovieAspire.Providers.Calls;
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

/// <summary>Tells a provider that is away from a call that failed: so many calls in a row get no answer.</summary>
internal sealed class OutageWatch(int after)
{
    private int _unanswered;
    private ProviderException? _last;

    public bool IsOut => Volatile.Read(ref _unanswered) >= after;

    public void Answered()
    {
        if (!IsOut)
            Volatile.Write(ref _unanswered, 0);
    }

    /// <summary>A body that cannot be used is an answer.</summary>
    public void Failed(ProviderException error)
    {
        if (error.Cause is ProviderFailure.BadBody)
        {
            Answered();
            return;
        }

        _last = error;
        Interlocked.Increment(ref _unanswered);
    }

    public void ThrowIfOut()
    {
        if (IsOut && _last is { } error)
            throw new ProviderException(error.Provider, error.Cause, error.Message, error);
    }
}

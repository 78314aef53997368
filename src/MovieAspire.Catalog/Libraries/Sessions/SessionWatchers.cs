using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using MovieAspire.Contracts.Libraries.V1;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Catalog.Libraries.Sessions;

/// <summary>
/// Follows sessions for whoever looks at them: one look at the database for each change of a session, however many callers
/// wait for it. A watcher lives as long as it has callers.
/// </summary>
internal sealed class SessionWatchers(
    SessionStore sessions, OutcomeQuery outcomes, SessionSignals signals, TimeProvider time, IOptions<LibraryOptions> options,
    IHostApplicationLifetime lifetime)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Watcher> _watchers = [];

    /// <summary>How many sessions are watched.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _watchers.Count;
        }
    }

    /// <summary>The session at each change after a revision with the outcomes since, until it is settled; each outcome once.</summary>
    /// <exception cref="ServiceException">NOT_FOUND, or UNAVAILABLE because this process stops: watch at another.</exception>
    public async IAsyncEnumerable<SessionChange> WatchAsync(
        Guid session, long afterRevision, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var watcher = Join(session);
        try
        {
            var (seen, seenOutcome) = (afterRevision, afterRevision);
            while (true)
            {
                SessionRow row;
                IReadOnlyList<FilmOutcome> films;
                try
                {
                    row = await watcher.NextAsync(seen, ending.Token);
                    films = watcher.OutcomesAfter(seenOutcome) ?? await outcomes.AfterAsync(session, seenOutcome, ending.Token);
                }
                catch (OperationCanceledException) when (
                    lifetime.ApplicationStopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
                {
                    throw ServiceError.Unavailable("SERVICE_STOPS", "This process stops; the session can be watched at another.");
                }

                var isComplete = films.Count < OutcomeQuery.MaxOutcomes;
                seenOutcome = films.Count > 0 ? films[^1].Revision : seenOutcome;
                var change = new SessionChange { Session = row.ToMessage(time.GetUtcNow()) };
                // A caller who breaks off here goes on with the outcomes that it has not got.
                if (!isComplete)
                    change.Session.Revision = seenOutcome;
                change.Films.AddRange(films);
                yield return change;
                if (!isComplete)
                    continue;
                if (row.IsSettled)
                    yield break;
                (seen, seenOutcome) = (row.Revision, Math.Max(seenOutcome, row.Revision));
            }
        }
        finally
        {
            await LeaveAsync(session, watcher);
        }
    }

    private Watcher Join(Guid session)
    {
        lock (_lock)
        {
            if (!_watchers.TryGetValue(session, out var watcher) || watcher.HasEnded)
                _watchers[session] = watcher = new(session, sessions, outcomes, signals, options.Value.PollInterval);
            watcher.Callers++;
            return watcher;
        }
    }

    private async Task LeaveAsync(Guid session, Watcher watcher)
    {
        lock (_lock)
        {
            if (--watcher.Callers > 0)
                return;
            if (_watchers.GetValueOrDefault(session) == watcher)
                _watchers.Remove(session);
        }

        await watcher.DisposeAsync();
    }

    /// <summary>Reads one session again and again, and hands each state to all who wait.</summary>
    private sealed class Watcher : IAsyncDisposable
    {
        private const int KeptOutcomes = 2_000;

        private readonly CancellationTokenSource _stop = new();
        private readonly Lock _lock = new();
        private readonly Task _reading;
        private readonly List<FilmOutcome> _outcomes = [];
        private SessionRow? _newest;
        private long? _outcomesSince;
        private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Watcher(Guid session, SessionStore sessions, OutcomeQuery outcomes, SessionSignals signals, TimeSpan pollInterval) =>
            _reading = Task.Run(() => ReadAsync(session, sessions, outcomes, signals, pollInterval));

        /// <summary>Guarded by the lock of the watchers.</summary>
        public int Callers { get; set; }

        /// <summary>Whether it reads no more; whoever comes now needs another.</summary>
        public bool HasEnded { get; private set; }

        /// <summary>The newest state once it is newer than a revision, or settled.</summary>
        public async Task<SessionRow> NextAsync(long seen, CancellationToken cancellationToken)
        {
            while (true)
            {
                Task changed;
                lock (_lock)
                {
                    if (_newest is { } session && (session.Revision > seen || session.IsSettled))
                        return session;
                    changed = _changed.Task;
                }

                await changed.WaitAsync(cancellationToken);
            }
        }

        /// <summary>Null when they are not kept: the caller is far behind.</summary>
        public IReadOnlyList<FilmOutcome>? OutcomesAfter(long revision)
        {
            lock (_lock)
            {
                return revision < _outcomesSince || _outcomesSince is null
                    ? null
                    : [.. _outcomes.SkipWhile(outcome => outcome.Revision <= revision).Take(OutcomeQuery.MaxOutcomes)];
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _reading;
            _stop.Dispose();
        }

        private async Task ReadAsync(
            Guid id, SessionStore sessions, OutcomeQuery outcomes, SessionSignals signals, TimeSpan pollInterval)
        {
            try
            {
                // Before the first look, so that no change falls between the two.
                using var changes = signals.Watch(id);
                while (true)
                {
                    var session = await sessions.FindAsync(id, _stop.Token);
                    await ReadOutcomesAsync(session, outcomes);
                    Publish(session);
                    if (session.IsSettled)
                        break;
                    await changes.WaitAsync(pollInterval, _stop.Token);
                }

                HasEnded = true;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // Nobody looks any more.
            }
            catch (Exception e)
            {
                HasEnded = true;
                _changed.TrySetException(e);
                // Not every failure has somebody who waits for it.
                _ = _changed.Task.Exception;
            }
        }

        // Those before the first look are each caller's own affair.
        private async Task ReadOutcomesAsync(SessionRow session, OutcomeQuery outcomes)
        {
            if (_newest is null)
            {
                _outcomesSince = session.Revision;
                return;
            }

            var last = _outcomes.Count > 0 ? Math.Max(_outcomes[^1].Revision, _outcomesSince!.Value) : _outcomesSince!.Value;
            while (session.Revision > last)
            {
                var found = await outcomes.AfterAsync(session.Id, last, _stop.Token);
                lock (_lock)
                {
                    _outcomes.AddRange(found);
                    if (_outcomes.Count > KeptOutcomes)
                    {
                        var dropped = _outcomes.Count - KeptOutcomes;
                        _outcomesSince = _outcomes[dropped - 1].Revision;
                        _outcomes.RemoveRange(0, dropped);
                    }
                }

                if (found.Count < OutcomeQuery.MaxOutcomes)
                    return;
                last = found[^1].Revision;
            }
        }

        private void Publish(SessionRow session)
        {
            lock (_lock)
            {
                if (_newest is { } known && known.Revision == session.Revision)
                    return;
                _newest = session;
                _changed.TrySetResult();
                _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}

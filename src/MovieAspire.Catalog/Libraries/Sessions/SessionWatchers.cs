using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using MovieAspire.Contracts.Libraries.V1;
using MovieAspire.Data.Notifications;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Catalog.Libraries.Sessions;

/// <summary>Follows sessions for whoever looks at them, with what became of each film.</summary>
internal sealed class SessionWatchers(
    SessionStore sessions, OutcomeQuery outcomes, SessionSignals signals, TimeProvider time, IOptions<LibraryOptions> options,
    IHostApplicationLifetime lifetime)
{
    private readonly SharedWatches<WatchedSession, SessionRow> _sessions =
        new(id => new(id, sessions, outcomes, signals), options.Value.PollInterval);

    /// <summary>The session at each change after a revision with the outcomes since, until it is settled; each outcome once.</summary>
    /// <exception cref="ServiceException">NOT_FOUND, or UNAVAILABLE because this process stops: watch at another.</exception>
    public async IAsyncEnumerable<SessionChange> WatchAsync(
        Guid session, long afterRevision, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var watch = _sessions.Join(session);
        try
        {
            var (seen, seenOutcome) = (afterRevision, afterRevision);
            while (true)
            {
                SessionRow row;
                IReadOnlyList<FilmOutcome> films;
                try
                {
                    row = await watch.NextAsync(seen, ending.Token);
                    films = watch.Watched.OutcomesAfter(seenOutcome) ?? await outcomes.AfterAsync(session, seenOutcome, ending.Token);
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
            await _sessions.LeaveAsync(session, watch);
        }
    }

    private sealed class WatchedSession(Guid id, SessionStore sessions, OutcomeQuery outcomes, SessionSignals signals) : IWatched<SessionRow>
    {
        private const int KeptOutcomes = 2_000;

        private readonly Lock _lock = new();
        private readonly List<FilmOutcome> _outcomes = [];
        private long? _outcomesSince;

        public Subscription Changes() => signals.Watch(id);

        public async Task<SessionRow> LookAsync(CancellationToken cancellationToken)
        {
            var session = await sessions.FindAsync(id, cancellationToken);
            // Those before the first look are each caller's own affair.
            if (_outcomesSince is { } since)
                await KeepOutcomesAsync(session, since, cancellationToken);
            else
                _outcomesSince = session.Revision;
            return session;
        }

        public long RevisionOf(SessionRow state) => state.Revision;

        public bool IsFinal(SessionRow state) => state.IsSettled;

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

        private async Task KeepOutcomesAsync(SessionRow session, long since, CancellationToken cancellationToken)
        {
            var last = _outcomes.Count > 0 ? Math.Max(_outcomes[^1].Revision, since) : since;
            while (session.Revision > last)
            {
                var found = await outcomes.AfterAsync(session.Id, last, cancellationToken);
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
    }
}

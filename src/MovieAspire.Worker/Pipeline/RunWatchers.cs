using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Pipeline;

/// <summary>
/// Follows runs for whoever looks at them: one look at the database for each change of a run, however many callers wait
/// for it. A watcher lives as long as it has callers.
/// </summary>
internal sealed class RunWatchers(
    IServiceScopeFactory scopes, RunSignals signals, TimeProvider time, IOptions<RunOptions> options,
    IHostApplicationLifetime lifetime)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Watcher> _watchers = [];

    /// <summary>How many runs are watched.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _watchers.Count;
        }
    }

    /// <summary>
    /// The states of a run that are newer than a revision, each once, and its final state, also for a caller who has seen
    /// it. States that follow each other faster than the caller takes them are passed over.
    /// </summary>
    /// <exception cref="ServiceException">NOT_FOUND, or UNAVAILABLE because this process stops: watch at another.</exception>
    public async IAsyncEnumerable<Run> WatchAsync(
        Guid id, long afterRevision, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var watcher = Join(id);
        try
        {
            for (var seen = afterRevision; ;)
            {
                Run run;
                try
                {
                    run = await watcher.NextAsync(seen, ending.Token);
                }
                catch (OperationCanceledException) when (
                    lifetime.ApplicationStopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
                {
                    throw ServiceError.Unavailable("WORKER_STOPS", "This worker stops; the run can be watched at another.");
                }

                yield return run;
                if (IsFinal(run))
                    yield break;
                seen = run.Revision;
            }
        }
        finally
        {
            await LeaveAsync(id, watcher);
        }
    }

    private static bool IsFinal(Run run) => run.Status is not (RunStatus.Queued or RunStatus.Running);

    private Watcher Join(Guid id)
    {
        lock (_lock)
        {
            if (!_watchers.TryGetValue(id, out var watcher) || watcher.HasFailed)
                _watchers[id] = watcher = new(id, scopes, signals, time, options.Value.PollInterval);
            watcher.Callers++;
            return watcher;
        }
    }

    private async Task LeaveAsync(Guid id, Watcher watcher)
    {
        lock (_lock)
        {
            if (--watcher.Callers > 0)
                return;
            if (_watchers.GetValueOrDefault(id) == watcher)
                _watchers.Remove(id);
        }

        await watcher.DisposeAsync();
    }

    /// <summary>Reads one run again and again, and hands each state to all who wait.</summary>
    private sealed class Watcher : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Lock _lock = new();
        private readonly Task _reading;
        private Run? _newest;
        private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Watcher(Guid id, IServiceScopeFactory scopes, RunSignals signals, TimeProvider time, TimeSpan pollInterval) =>
            _reading = Task.Run(() => ReadAsync(id, scopes, signals, time, pollInterval));

        /// <summary>Guarded by the lock of the watchers.</summary>
        public int Callers { get; set; }

        /// <summary>Whether it ended without the run's end; whoever comes now needs another.</summary>
        public bool HasFailed { get; private set; }

        /// <summary>The newest state once it is newer than a revision, or final.</summary>
        public async Task<Run> NextAsync(long seen, CancellationToken cancellationToken)
        {
            while (true)
            {
                Task changed;
                lock (_lock)
                {
                    if (_newest is { } run && (run.Revision > seen || IsFinal(run)))
                        return run;
                    changed = _changed.Task;
                }

                await changed.WaitAsync(cancellationToken);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _reading;
            _stop.Dispose();
        }

        private async Task ReadAsync(
            Guid id, IServiceScopeFactory scopes, RunSignals signals, TimeProvider time, TimeSpan pollInterval)
        {
            try
            {
                // Before the first look, so that no change falls between the two.
                using var changes = signals.Watch(id);
                while (true)
                {
                    await using (var scope = scopes.CreateAsyncScope())
                    {
                        var queries = scope.ServiceProvider.GetRequiredService<RunQueries>();
                        var view = await queries.GetAsync(id, _stop.Token) ?? throw ServiceError.NotFound("run", id);
                        Publish(view.ToMessage(time.GetUtcNow()));
                    }

                    if (IsFinal(_newest!))
                        return;
                    await changes.WaitAsync(pollInterval, _stop.Token);
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // Nobody looks any more.
            }
            catch (Exception e)
            {
                HasFailed = true;
                _changed.TrySetException(e);
                // Not every failure has somebody who waits for it.
                _ = _changed.Task.Exception;
            }
        }

        private void Publish(Run run)
        {
            lock (_lock)
            {
                if (_newest is { } known && known.Revision == run.Revision)
                    return;
                _newest = run;
                _changed.TrySetResult();
                _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}

using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Data.Notifications;
using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Pipeline;

/// <summary>Follows runs for whoever looks at them.</summary>
internal sealed class RunWatchers(
    IServiceScopeFactory scopes, RunSignals signals, TimeProvider time, IOptions<RunOptions> options,
    IHostApplicationLifetime lifetime)
{
    private readonly SharedWatches<WatchedRun, Run> _runs = new(id => new(id, scopes, signals, time), options.Value.PollInterval);

    /// <summary>How many runs are watched.</summary>
    public int Count => _runs.Count;

    /// <summary>
    /// The states of a run that are newer than a revision, each once, and its final state, also for a caller who has seen
    /// it. States that follow each other faster than the caller takes them are passed over.
    /// </summary>
    /// <exception cref="ServiceException">NOT_FOUND, or UNAVAILABLE because this process stops: watch at another.</exception>
    public async IAsyncEnumerable<Run> WatchAsync(
        Guid id, long afterRevision, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var watch = _runs.Join(id);
        try
        {
            for (var seen = afterRevision; ;)
            {
                Run run;
                try
                {
                    run = await watch.NextAsync(seen, ending.Token);
                }
                catch (OperationCanceledException) when (
                    lifetime.ApplicationStopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
                {
                    throw ServiceError.Unavailable("WORKER_STOPS", "This worker stops; the run can be watched at another.");
                }

                yield return run;
                if (watch.Watched.IsFinal(run))
                    yield break;
                seen = run.Revision;
            }
        }
        finally
        {
            await _runs.LeaveAsync(id, watch);
        }
    }

    private sealed class WatchedRun(Guid id, IServiceScopeFactory scopes, RunSignals signals, TimeProvider time) : IWatched<Run>
    {
        public Subscription Changes() => signals.Watch(id);

        public async Task<Run> LookAsync(CancellationToken cancellationToken)
        {
            await using var scope = scopes.CreateAsyncScope();
            var queries = scope.ServiceProvider.GetRequiredService<RunQueries>();
            var view = await queries.GetAsync(id, cancellationToken) ?? throw ServiceError.NotFound("run", id);
            return view.ToMessage(time.GetUtcNow());
        }

        public long RevisionOf(Run state) => state.Revision;

        public bool IsFinal(Run state) => state.Status is not (RunStatus.Queued or RunStatus.Running);
    }
}

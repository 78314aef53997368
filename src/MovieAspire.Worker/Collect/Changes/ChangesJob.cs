using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Collect.Refresh;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Changes;

/// <summary>
/// The movies that TMDB's change feed names since the last time. The cursor moves only when all of it could be read;
/// movies that were fetched meanwhile are not fetched again, so a take-over simply reads the feed once more.
/// </summary>
internal sealed class ChangesJob(
    FeedCursors cursors, ChangeReader feed, MovieQueries movies, FreezeStore freezing, DetailsCollector details,
    ExportReconciliation export, FailedItems failed, TimeProvider time) : IJob
{
    public const string Feed = "tmdb.movie_changes";

    private static readonly BooleanOption IncludeUnknown = new(
        "include_unknown", "Movies too that the catalog does not know.");

    public string Name => "changes";

    public IReadOnlyList<JobOption> Options { get; } = [IncludeUnknown];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        var cursor = await cursors.ReadAsync(Feed, cancellationToken);
        var plan = ChangeFeed.Plan(cursor, time.GetUtcNow());
        run.BeginPhase("Reading the change feed", plan.Calls.Count);
        var (changed, isComplete) = (new HashSet<int>(), true);
        foreach (var call in plan.Calls)
        {
            var (ids, allRead) = await feed.ReadAsync(run, call, cancellationToken);
            isComplete &= allRead;
            // A day that is open is read again; whether a tombstone is back need not be asked each time.
            changed.UnionWith(await movies.ChangedAsync(
                ids, call.FetchedSince, withRemoved: !call.IsOpen, IncludeUnknown.Read(arguments), cancellationToken));
            run.Advance(1, $"{call.From:yyyy-MM-dd}");
        }

        await freezing.ThawAsync([.. changed], cancellationToken);
        var done = await details.CollectAsync(run, [.. changed], cancellationToken, fetchedSince: plan.NextCursor);
        if (plan.ExportComparisonNeeded)
        {
            var reconciled = await export.RunAsync(run, maxNew: 0, cancellationToken);
            isComplete &= reconciled is not null;
            done += reconciled ?? 0;
        }

        if (isComplete)
        {
            await cursors.SaveAsync(Feed, plan.NextCursor, run.Run.Id, cancellationToken);
            await failed.ResolveAllAsync(ChangeReader.SourceName, run.Run.Id, cancellationToken);
        }

        return done > 0 ? JobOutcome.Done : JobOutcome.NothingToDo;
    }
}

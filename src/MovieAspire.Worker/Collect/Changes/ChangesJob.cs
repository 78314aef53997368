using MovieAspire.Data.Pipeline;
using MovieAspire.Providers.Calls;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Collect.Changes;

/// <summary>
/// The movies that TMDB's change feed names since the last time. The cursor moves only when all of it could be read;
/// movies that were fetched meanwhile are not fetched again, so a take-over simply reads the feed once more.
/// </summary>
internal sealed class ChangesJob(
    FeedCursors cursors, ChangeReader feed, MovieQueries movies, FreezeStore freezing, DetailsCollector details,
    ExportReconciliation export, FailedItems failed, TimeProvider time) : IJob
{
    public const string Feed = "tmdb-movie-changes";

    private static readonly BooleanOption IncludeUnknown = new(
        "include_unknown", "Movies too that the catalog does not know.");

    public string Name => "changes";

    public string Title => "TMDB's changes";

    public string DefaultCron => "0 0 0/2 * * ?";

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
            // A day that is open is read again; whether a removed movie is back need not be asked each time.
            changed.UnionWith(await movies.ChangedAsync(
                ids, call.FetchedSince, withRemoved: !call.IsOpen, IncludeUnknown.Read(arguments), cancellationToken));
            run.Advance(1, $"{call.From:yyyy-MM-dd}");
        }

        run.Source(ChangeReader.SourceName).Add(thawed: await freezing.ThawAsync([.. changed], cancellationToken));
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

/// <summary>Reads the ids that a part of TMDB's change feed names.</summary>
internal sealed class ChangeReader(TmdbClient tmdb)
{
    public const string SourceName = "changes";

    /// <returns>The ids, and whether every page could be read.</returns>
    /// <exception cref="ProviderException">TMDB does not answer.</exception>
    public async Task<(IReadOnlyCollection<int> Ids, bool IsComplete)> ReadAsync(
        RunContext run, ChangeCall call, CancellationToken cancellationToken)
    {
        var counters = run.Source(SourceName);
        var ids = new HashSet<int>();
        var (isComplete, pages) = (true, 1);
        for (var page = 1; page <= pages; page++)
        {
            run.StopRequested.ThrowIfCancellationRequested();
            try
            {
                var response = await tmdb.GetChangesAsync(call.From, call.EndDate, page, run, cancellationToken);
                pages = response.Value.TotalPages;
                ids.UnionWith(response.Value.Results.Where(change => change.Id > 0).Select(change => change.Id));
                counters.Add(fetched: response.Value.Results.Count, unchanged: response.Value.Results.Count, requests: 1);
            }
            catch (ProviderException e) when (page > 1 && e.Cause is ProviderFailure.BadBody)
            {
                isComplete = false;
                run.RecordError(SourceName, $"{call.From:yyyy-MM-dd} page {page}", e.CauseName, e.Message);
            }
        }

        return (ids, isComplete);
    }
}

/// <summary>Until when TMDB's feeds are done, across runs.</summary>
internal sealed class FeedCursors(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <returns>Null when the feed was never read.</returns>
    public async Task<DateTimeOffset?> ReadAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await Cursors.ReadAsync<DateTimeOffset?>(connection, feed, cancellationToken);
    }

    /// <summary>Everything of the feed up to that time is done.</summary>
    public async Task SaveAsync(string feed, DateTimeOffset until, Guid run, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await Cursors.WriteAsync(connection, feed, until, run, time.GetUtcNow(), cancellationToken);
    }
}

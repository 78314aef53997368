using Meilisearch;
using Microsoft.Extensions.Options;
using MovieAspire.SearchIndex;
using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Compute.Search;

/// <summary>
/// Builds the index anew beside the one that is searched, and puts it in its place at once. Whatever changes meanwhile
/// is brought by the update that follows, which also compares the numbers of movies.
/// </summary>
internal sealed class IndexBuild(
    NpgsqlDataSource dataSource, MeilisearchServer server, IndexUpdate update, IOptions<SearchIndexOptions> options,
    TimeProvider time)
{
    public const string SourceName = "search-index";

    /// <summary>Whether there is a server to build it on.</summary>
    public bool IsConfigured => server.Client is not null;

    /// <exception cref="SearchIndexException">The index could not be built; the one that is searched is untouched.</exception>
    public async Task RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        var client = server.Client ?? throw new SearchIndexException(MeilisearchServer.NotConfigured, mayPass: false);
        try
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            await using var indexLock = await IndexLock.WaitAsync(connection, cancellationToken);
            var tasks = new IndexTasks(client, options.Value.TaskTimeout, time);
            var snapshot = await IndexUpdate.SnapshotAsync(connection, cancellationToken);

            await PrepareAsync(tasks, cancellationToken);
            var documents = await FillAsync(client, tasks, connection, run, cancellationToken);
            await SwapAsync(client, tasks, cancellationToken);

            var index = await client.GetIndexAsync(IndexSettings.Uid, cancellationToken);
            await new IndexState(snapshot, documents, index.UpdatedAt)
                .WriteAsync(connection, run.Run.Id, time.GetUtcNow(), cancellationToken);
            await update.RunAsync(connection, client, run.Run.Id, cancellationToken);
        }
        catch (Exception e) when (e is not SearchIndexException && !cancellationToken.IsCancellationRequested
            && !run.StopRequested.IsCancellationRequested && MeilisearchServer.ReasonOf(e) is { } reason)
        {
            throw new SearchIndexException(reason, e is not MeilisearchApiError, e);
        }
    }

    // What an earlier build left behind goes first.
    private static async Task PrepareAsync(IndexTasks tasks, CancellationToken cancellationToken)
    {
        await tasks.RunAsync(
            client => client.DeleteIndexAsync(IndexSettings.NextUid, cancellationToken), cancellationToken, "index_not_found");
        await tasks.RunAsync(
            client => client.CreateIndexAsync(IndexSettings.NextUid, IndexSettings.PrimaryKey, cancellationToken), cancellationToken);
        await tasks.RunAsync(
            client => client.Index(IndexSettings.NextUid).UpdateSettingsAsync(IndexSettings.Settings, cancellationToken), cancellationToken);
    }

    private async Task<long> FillAsync(
        MeilisearchClient client, IndexTasks tasks, NpgsqlConnection connection, RunContext run, CancellationToken cancellationToken)
    {
        run.BeginPhase("Building the search index", await IndexUpdate.CountAsync(connection, cancellationToken));
        var (next, queued, sent) = (client.Index(IndexSettings.NextUid), new Queue<int>(), 0L);
        await foreach (var batch in IndexDocuments.AllAsync(connection, options.Value.BatchSize, cancellationToken))
        {
            run.StopRequested.ThrowIfCancellationRequested();
            queued.Enqueue((await next.AddDocumentsNdjsonAsync(batch.JsonLines, IndexSettings.PrimaryKey, cancellationToken)).TaskUid);
            sent += batch.Ids.Count;
            run.Source(SourceName).Add(fetched: batch.Ids.Count, requests: 1);
            run.Advance(batch.Ids.Count, $"movie {batch.Ids[^1]}");
        }

        run.Say("Waiting for Meilisearch");
        foreach (var task in queued)
            await tasks.EndAsync(task, cancellationToken);
        var stats = await next.GetStatsAsync(cancellationToken);
        if (stats.NumberOfDocuments != sent)
        {
            throw new SearchIndexException(
                $"The new index has {stats.NumberOfDocuments} documents, but {sent} were sent; it is not used.", mayPass: true);
        }

        run.Source(SourceName).Add(inserted: sent);
        return sent;
    }

    // Both must exist to change places.
    private static async Task SwapAsync(MeilisearchClient client, IndexTasks tasks, CancellationToken cancellationToken)
    {
        await tasks.RunAsync(
            _ => client.CreateIndexAsync(IndexSettings.Uid, IndexSettings.PrimaryKey, cancellationToken), cancellationToken, "index_already_exists");
        await tasks.RunAsync(
            _ => client.SwapIndexesAsync([new IndexSwap(IndexSettings.Uid, IndexSettings.NextUid)], cancellationToken), cancellationToken);
        await tasks.RunAsync(_ => client.DeleteIndexAsync(IndexSettings.NextUid, cancellationToken), cancellationToken);
    }
}

/// <summary>
/// Builds the search index anew; searches go on in the old one until the new one is complete. Without a Meilisearch there is
/// nothing to do.
/// </summary>
internal sealed class SearchIndexJob(IndexBuild build) : IJob
{
    public const string JobName = "search-index";

    public string Name => JobName;

    public string Title => "Search index";

    public string DefaultCron => "0 0 4 ? * MON";

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        if (!build.IsConfigured)
        {
            run.Source(IndexBuild.SourceName).Park(MeilisearchServer.NotConfigured);
            return JobOutcome.NothingToDo;
        }

        await build.RunAsync(run, cancellationToken);
        return JobOutcome.Done;
    }
}

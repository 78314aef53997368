using Microsoft.Extensions.Options;
using MovieAspire.SearchIndex;
using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Compute.Search;

/// <summary>
/// After each run, its changes go into the search index. What fails here never fails the run: search falls back on
/// Postgres meanwhile, and the next run brings this one's changes too. Without any index, one is asked for.
/// </summary>
internal sealed partial class IndexFollowUp(
    NpgsqlDataSource dataSource, MeilisearchServer server, IndexUpdate update, RunQueue queue,
    IOptions<SearchIndexOptions> options, TimeProvider time, ILogger<IndexFollowUp> logger) : IRunFollowUp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task FollowUpAsync(RunContext run, CancellationToken cancellationToken)
    {
        // Who is told to stop has no time for it; the next run brings these changes, too.
        if (server.Client is not { } client || run.StopRequested.IsCancellationRequested)
            return;
        if (!await AnswersAsync(client))
        {
            LogFailed(run.Run.Id, "Meilisearch does not answer.");
            return;
        }

        using var late = new CancellationTokenSource(options.Value.UpdateTimeout, time);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await using var connection = await dataSource.OpenConnectionAsync(timeout.Token);
            await using var indexLock = await IndexLock.TryAsync(connection, timeout.Token);
            // Whoever builds the index sees these changes as well.
            if (indexLock is null)
                return;

            if (await IndexState.ReadAsync(connection, timeout.Token) is not null)
            {
                if (await update.RunAsync(connection, client, run.Run.Id, timeout.Token) is > 0 and var movies)
                    LogUpdated(run.Run.Id, movies);
            }
            else
            {
                await queue.EnqueueAsync(
                    SearchIndexJob.JobName, new Dictionary<string, string>(), $"run {run.Run.Id}", null, timeout.Token);
            }
        }
        catch (Exception e) when (e is SearchIndexException or NpgsqlException || MeilisearchServer.ReasonOf(e) is not null)
        {
            LogFailed(run.Run.Id, MeilisearchServer.ReasonOf(e) ?? e.Message);
        }
    }

    // A server that hangs must not hold up every run for as long as an update may take.
    private async Task<bool> AnswersAsync(Meilisearch.MeilisearchClient client)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        return await client.IsHealthyAsync(patience.Token);
    }

    [LoggerMessage(LogLevel.Information, "Run {RunId}: {Movies} changed movies are in the search index")]
    private partial void LogUpdated(Guid runId, int movies);

    [LoggerMessage(LogLevel.Warning, "Run {RunId}: the search index lacks the newest changes until the next run: {Reason}")]
    private partial void LogFailed(Guid runId, string reason);
}

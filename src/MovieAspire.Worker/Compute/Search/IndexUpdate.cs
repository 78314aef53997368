using System.Data;
using Meilisearch;
using Microsoft.Extensions.Options;
using MovieAspire.SearchIndex;
using Npgsql;

namespace MovieAspire.Worker.Compute.Search;

/// <summary>Brings the movies into the index that changed since it was written last, and takes the removed ones out.</summary>
internal sealed class IndexUpdate(IOptions<SearchIndexOptions> options, TimeProvider time)
{
    /// <summary>
    /// Updates the index from its state to the present one, and compares the numbers of movies afterwards. Whoever calls
    /// has the lock (<see cref="IndexLock"/>). When it fails, the next update begins at the same place.
    /// </summary>
    /// <returns>How many movies changed.</returns>
    /// <exception cref="SearchIndexException">A task failed, or the numbers differ.</exception>
    public async Task<int> RunAsync(
        NpgsqlConnection connection, MeilisearchClient client, Guid run, CancellationToken cancellationToken)
    {
        var state = await IndexState.ReadAsync(connection, cancellationToken)
            ?? throw new SearchIndexException("No search index was built yet.", mayPass: false);
        var (tasks, index) = (new IndexTasks(client, options.Value.TaskTimeout, time), client.Index(IndexSettings.Uid));

        // What is read is what the new snapshot sees, no more and no less.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var snapshot = await SnapshotAsync(connection, cancellationToken);
        var changed = 0;
        foreach (var ids in (await ChangedAsync(connection, state.Snapshot, cancellationToken)).Chunk(options.Value.BatchSize))
        {
            var batch = await IndexDocuments.OfAsync(connection, ids, cancellationToken);
            if (batch.Ids.Count > 0)
            {
                await tasks.RunAsync(
                    _ => index.AddDocumentsNdjsonAsync(batch.JsonLines, IndexSettings.PrimaryKey, cancellationToken), cancellationToken);
            }

            if (ids.Except(batch.Ids).ToArray() is { Length: > 0 } removed)
                await tasks.RunAsync(_ => index.DeleteDocumentsAsync(removed, cancellationToken), cancellationToken);
            changed += ids.Length;
        }

        if (changed == 0 && await HasCountAsync(index, state.Documents, cancellationToken))
            return 0;
        var movies = await CountAsync(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        var (stats, facts) = (await index.GetStatsAsync(cancellationToken), await client.GetIndexAsync(IndexSettings.Uid, cancellationToken));
        await new IndexState(snapshot, movies, facts.UpdatedAt).WriteAsync(connection, run, time.GetUtcNow(), cancellationToken);
        return stats.NumberOfDocuments == movies
            ? changed
            : throw new SearchIndexException(
                $"The search index has {stats.NumberOfDocuments} documents, and the catalog {movies} movies; build it anew.",
                mayPass: false);
    }

    internal static async Task<string> SnapshotAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_current_snapshot()::text", connection);
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    internal static async Task<long> CountAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT count(*) FROM catalog.movies WHERE removed_at IS NULL", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<bool> HasCountAsync(Meilisearch.Index index, long documents, CancellationToken cancellationToken) =>
        (await index.GetStatsAsync(cancellationToken)).NumberOfDocuments == documents;

    private static async Task<List<int>> ChangedAsync(
        NpgsqlConnection connection, string since, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT c.movie_id FROM catalog.movie_documents c WHERE {IndexState.Unseen} ORDER BY c.movie_id", connection);
        command.Parameters.Add(new() { Value = since });
        var ids = new List<int>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(reader.GetInt32(0));
        return ids;
    }
}

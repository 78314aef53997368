using Microsoft.Extensions.Options;
using MovieAspire.SearchIndex;
using Npgsql;

namespace MovieAspire.Catalog.Search.Meilisearch;

/// <summary>
/// Whether the index is there, complete and up to date: what Meilisearch has is compared with what the worker noted, and
/// that with the catalog's changes. Known for <see cref="SearchOptions.StateMemory"/>; one look-up at a time.
/// </summary>
internal sealed class IndexWatch(
    NpgsqlDataSource database, MeilisearchServer server, IOptions<SearchOptions> options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _looking = new(1, 1);
    private volatile Look? _last;

    /// <returns>Null when the index can answer, else why it cannot.</returns>
    /// <exception cref="Exception">Meilisearch failed (<see cref="MeilisearchServer.ReasonOf"/>), or Postgres did.</exception>
    public async ValueTask<string?> ReasonAgainstAsync(CancellationToken cancellationToken)
    {
        if (IsFresh(_last) is { } known)
            return known.Reason;
        await _looking.WaitAsync(cancellationToken);
        try
        {
            if (IsFresh(_last) is { } found)
                return found.Reason;
            var now = time.GetTimestamp();
            var look = new Look(await LookAsync(cancellationToken), now);
            _last = look;
            return look.Reason;
        }
        finally
        {
            _looking.Release();
        }
    }

    public void Dispose() => _looking.Dispose();

    private Look? IsFresh(Look? look) =>
        look is not null && time.GetElapsedTime(look.At) < options.Value.StateMemory ? look : null;

    private async Task<string?> LookAsync(CancellationToken cancellationToken)
    {
        if (server.Client is not { } client)
            return MeilisearchServer.NotConfigured;
        var (state, isBehind) = await ReadStateAsync(cancellationToken);
        if (state is null)
            return "No search index was built yet.";
        if (isBehind)
            return "The search index lacks changes of the catalog.";

        var facts = await client.GetIndexAsync(IndexSettings.Uid, cancellationToken);
        if (facts.UpdatedAt < state.IndexUpdatedAt)
            return "Meilisearch has an old index of movies.";
        var stats = await client.Index(IndexSettings.Uid).GetStatsAsync(cancellationToken);
        return stats.NumberOfDocuments == state.Documents
            ? null
            : $"The search index has {stats.NumberOfDocuments} of {state.Documents} movies.";
    }

    private async Task<(IndexState? State, bool IsBehind)> ReadStateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (await IndexState.ReadAsync(connection, cancellationToken) is not { } state)
            return (null, false);

        // Transactions of the future are those of another database, which this one was restored from.
        await using var command = new NpgsqlCommand($"""
            SELECT EXISTS (SELECT FROM catalog.movie_documents c WHERE {IndexState.Unseen} AND c.changed_at <= now() - $2)
                   OR pg_snapshot_xmax($1::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot())
            """, connection);
        command.Parameters.Add(new() { Value = state.Snapshot });
        command.Parameters.Add(new() { Value = options.Value.MaxLag });
        return (state, (bool)(await command.ExecuteScalarAsync(cancellationToken))!);
    }

    private sealed record Look(string? Reason, long At);
}

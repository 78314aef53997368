using MovieAspire.Data.Pipeline;
using Npgsql;

namespace MovieAspire.SearchIndex;

/// <summary>What the search index has, as its writer knows it; kept in pipeline.cursors.</summary>
/// <param name="Snapshot">The pg_snapshot of the catalog: the index has every change that it can see.</param>
/// <param name="Documents">Movies in that snapshot.</param>
/// <param name="IndexUpdatedAt">When the index changed last by its own clock: an index from before is an old one.</param>
public sealed record IndexState(string Snapshot, long Documents, DateTimeOffset? IndexUpdatedAt)
{
    private const string Name = "search-index";

    /// <summary>Changes that a snapshot ($1) has not seen, over <c>catalog.movie_documents c</c>, by its index.</summary>
    public const string Unseen =
        "c.version >= pg_snapshot_xmin($1::pg_snapshot) AND NOT pg_visible_in_snapshot(c.version, $1::pg_snapshot)";

    /// <returns>Null when no index was built yet.</returns>
    public static Task<IndexState?> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        Cursors.ReadAsync<IndexState>(connection, Name, cancellationToken);

    /// <summary>Replaces the state that was kept.</summary>
    public Task WriteAsync(NpgsqlConnection connection, Guid? run, DateTimeOffset now, CancellationToken cancellationToken) =>
        Cursors.WriteAsync(connection, Name, this, run, now, cancellationToken);
}

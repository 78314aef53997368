using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace MovieAspire.SearchIndex;

/// <summary>What the search index has, as its writer knows it; kept in pipeline.cursors.</summary>
/// <param name="Snapshot">The pg_snapshot of the catalog: the index has every change that it can see.</param>
/// <param name="Documents">Movies in that snapshot.</param>
/// <param name="IndexUpdatedAt">When the index changed last by its own clock: an index from before is an old one.</param>
public sealed record IndexState(string Snapshot, long Documents, DateTimeOffset? IndexUpdatedAt)
{
    private const string Name = "search_index";

    /// <summary>Changes that a snapshot ($1) has not seen, over <c>catalog.movie_documents c</c>, by its index.</summary>
    public const string Unseen =
        "c.version >= pg_snapshot_xmin($1::pg_snapshot) AND NOT pg_visible_in_snapshot(c.version, $1::pg_snapshot)";

    /// <returns>Null when no index was built yet.</returns>
    public static async Task<IndexState?> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT value::text FROM pipeline.cursors WHERE name = $1", connection);
        command.Parameters.Add(new() { Value = Name });
        return await command.ExecuteScalarAsync(cancellationToken) is string value
            ? JsonSerializer.Deserialize<IndexState>(value)
            : null;
    }

    /// <summary>Replaces the state that was kept.</summary>
    public async Task WriteAsync(
        NpgsqlConnection connection, Guid? run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO pipeline.cursors (name, value, run_id, updated_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value, run_id = excluded.run_id, updated_at = excluded.updated_at
            """, connection);
        command.Parameters.Add(new() { Value = Name });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(this), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = (object?)run ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

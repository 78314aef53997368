using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace MovieAspire.Worker.Collect.Changes;

/// <summary>Positions of feeds across runs, in pipeline.cursors.</summary>
internal sealed class FeedCursors(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <returns>Null when the feed was never read.</returns>
    public async Task<DateTimeOffset?> ReadAsync(string feed, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("SELECT value FROM pipeline.cursors WHERE name = $1");
        command.Parameters.Add(new() { Value = feed });
        return await command.ExecuteScalarAsync(cancellationToken) is string value
            ? JsonSerializer.Deserialize<DateTimeOffset>(value)
            : null;
    }

    /// <summary>Everything of the feed up to that time is done.</summary>
    public async Task SaveAsync(string feed, DateTimeOffset until, Guid run, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            INSERT INTO pipeline.cursors (name, value, run_id, updated_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value, run_id = excluded.run_id, updated_at = excluded.updated_at
            """);
        command.Parameters.Add(new() { Value = feed });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(until), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = run });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

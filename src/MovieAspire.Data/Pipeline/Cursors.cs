using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace MovieAspire.Data.Pipeline;

/// <summary>Positions that outlive runs, by name, each as JSON in its owner's own shape: <c>pipeline.cursors</c>.</summary>
public static class Cursors
{
    /// <returns>The default of the type when there is none of that name.</returns>
    public static async Task<T?> ReadAsync<T>(
        NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT value::text FROM pipeline.cursors WHERE name = $1", connection);
        command.Parameters.Add(new() { Value = name });
        return await command.ExecuteScalarAsync(cancellationToken) is string value
            ? JsonSerializer.Deserialize<T>(value)
            : default;
    }

    /// <summary>Replaces what was kept under that name.</summary>
    public static async Task WriteAsync<T>(
        NpgsqlConnection connection, string name, T value, Guid? run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO pipeline.cursors (name, value, run_id, updated_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value, run_id = excluded.run_id, updated_at = excluded.updated_at
            """, connection);
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(value), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = (object?)run ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

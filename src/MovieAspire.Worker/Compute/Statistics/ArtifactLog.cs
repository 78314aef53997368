using Npgsql;
using NpgsqlTypes;

namespace MovieAspire.Worker.Compute.Statistics;

/// <summary>What analytics.artifacts says of one artifact.</summary>
/// <param name="Name">Its table.</param>
/// <param name="FormulaVersion">Grows with each change of the formula.</param>
/// <param name="Parameters">The weights and constants of the formula, as a JSON object.</param>
/// <param name="InputFingerprint">Of the data that it was computed from; empty where nobody asks.</param>
internal sealed record ArtifactRecord(string Name, int FormulaVersion, string Parameters = "{}", string InputFingerprint = "");

/// <summary>Reads and writes analytics.artifacts, within the transaction that writes the artifact itself.</summary>
internal static class ArtifactLog
{
    /// <summary>Whether the artifact was computed last by this formula, with these parameters, from this input.</summary>
    public static async Task<bool> IsCurrentAsync(
        NpgsqlConnection connection, ArtifactRecord artifact, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT EXISTS (
                SELECT FROM analytics.artifacts
                WHERE name = $1 AND formula_version = $2 AND parameters = $3 AND input_fingerprint = $4)
            """, connection);
        AddIdentity(command, artifact);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public static async Task WriteAsync(
        NpgsqlConnection connection, ArtifactRecord artifact, long rows, Guid run, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO analytics.artifacts
                (name, formula_version, parameters, input_fingerprint, row_count, run_id, computed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (name) DO UPDATE
            SET formula_version = excluded.formula_version, parameters = excluded.parameters,
                input_fingerprint = excluded.input_fingerprint, row_count = excluded.row_count,
                run_id = excluded.run_id, computed_at = excluded.computed_at
            """, connection);
        AddIdentity(command, artifact);
        command.Parameters.Add(new() { Value = rows });
        command.Parameters.Add(new() { Value = run });
        command.Parameters.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void AddIdentity(NpgsqlCommand command, ArtifactRecord artifact)
    {
        command.Parameters.Add(new() { Value = artifact.Name });
        command.Parameters.Add(new() { Value = artifact.FormulaVersion });
        command.Parameters.Add(new() { Value = artifact.Parameters, NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = artifact.InputFingerprint });
    }
}

using Npgsql;

namespace MovieAspire.Worker.Compute.Statistics;

/// <summary>Writes artifacts that one SQL statement computes.</summary>
internal sealed class ArtifactWriter(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>
    /// Runs the statement and records the artifact, both in one transaction, so that readers see all of it or nothing;
    /// two runs that compute the same artifact follow each other. The statement touches only rows that differ, gets
    /// @run and @now, and returns three columns: rows changed, rows now, and the parameters of the formula as jsonb.
    /// </summary>
    /// <returns>How many rows changed; 0 when the artifact was up to date.</returns>
    public async Task<long> WriteAsync(
        string name, int formulaVersion, Guid run, NpgsqlCommand statement, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await LockAsync(connection, name, cancellationToken);

        statement.Connection = connection;
        // Grows with the catalog, and nobody waits for it at the other end of a request.
        statement.CommandTimeout = 0;
        statement.Parameters.AddWithValue("run", run);
        statement.Parameters.AddWithValue("now", now);
        var (changed, rows, parameters) = await ReadAsync(statement, cancellationToken);
        if (changed > 0)
            await ArtifactLog.WriteAsync(connection, new(name, formulaVersion, parameters), rows, run, now, cancellationToken);

        await transaction.CommitAsync(cancellationToken);
        return changed;
    }

    private static async Task LockAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", connection);
        command.Parameters.Add(new() { Value = $"analytics.{name}" });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<(long Changed, long Rows, string Parameters)> ReadAsync(
        NpgsqlCommand statement, CancellationToken cancellationToken)
    {
        await using var reader = await statement.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2));
    }
}

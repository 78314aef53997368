using MovieAspire.Lake.Inspection;
using Npgsql;
using NpgsqlTypes;

namespace MovieAspire.Worker.Lake.Publication;

/// <summary>Writes analytics.lineage out of the lake's manifest.</summary>
internal sealed class LineagePublication(LineageTrace trace, NpgsqlDataSource database)
{
    /// <summary>Replaces what is there.</summary>
    /// <returns>How many tables and partitions there are.</returns>
    public async Task<int> PublishAsync(CancellationToken cancellationToken)
    {
        var nodes = trace.Nodes();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Readers see the rows of before until the end; another writer waits.
        await using (var clear = new NpgsqlCommand("LOCK analytics.lineage IN SHARE ROW EXCLUSIVE MODE; DELETE FROM analytics.lineage", connection))
            await clear.ExecuteNonQueryAsync(cancellationToken);
        await using (var copy = await connection.BeginBinaryImportAsync("""
            COPY analytics.lineage (name, layer, version, run_id, created_at, row_count, rejected, fingerprint, model, inputs) FROM STDIN (FORMAT BINARY)
            """, cancellationToken))
        {
            foreach (var node in nodes)
            {
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(node.Name, cancellationToken);
                await copy.WriteAsync(node.Layer, cancellationToken);
                await copy.WriteAsync(node.Version, cancellationToken);
                await copy.WriteAsync(node.RunId, cancellationToken);
                await copy.WriteAsync(node.CreatedAt, NpgsqlDbType.TimestampTz, cancellationToken);
                await copy.WriteAsync(node.Rows, cancellationToken);
                await copy.WriteAsync(node.Rejected, cancellationToken);
                await copy.WriteAsync(node.Fingerprint, cancellationToken);
                await copy.WriteAsync(node.Model, cancellationToken);
                await copy.WriteAsync(node.Inputs.ToArray(), cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return nodes.Count;
    }
}

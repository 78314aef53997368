using Google.Protobuf.WellKnownTypes;
using MovieAspire.Contracts.Kpis.V1;
using Npgsql;

namespace MovieAspire.Analytics.Kpis;

/// <summary>The way from a table of the lake back to the partitions of bronze.</summary>
internal sealed class LineageQuery(NpgsqlDataSource database)
{
    // A table's name alone is that of gold before that of silver. UNION ends circles, of which there are none.
    private const string Sql = """
        WITH RECURSIVE way AS (
            (SELECT name, inputs, 0 AS depth FROM analytics.lineage
             WHERE name IN ($1, 'gold/' || $1, 'silver/' || $1) ORDER BY layer LIMIT 1)
            UNION
            SELECT l.name, l.inputs, w.depth + 1 FROM way w JOIN analytics.lineage l ON l.name = ANY (w.inputs)
        ), nearest AS (
            SELECT name, min(depth) AS depth FROM way GROUP BY name
        )
        SELECT l.name, l.layer, n.depth, l.version, l.run_id, l.created_at, l.row_count, l.rejected, l.fingerprint, l.model, l.inputs
        FROM nearest n JOIN analytics.lineage l USING (name)
        ORDER BY n.depth, l.name
        """;

    /// <returns>Null for an unknown table.</returns>
    public async Task<GetLineageResponse?> GetAsync(string table, CancellationToken cancellationToken)
    {
        var response = new GetLineageResponse();
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            response.Nodes.Add(new LineageNode
            {
                Name = row.GetString(0), Layer = row.GetString(1), Depth = row.GetInt32(2), Version = row.GetString(3),
                RunId = row.IsDBNull(4) ? "" : row.GetGuid(4).ToString(),
                CreatedAt = row.IsDBNull(5) ? null : Timestamp.FromDateTime(row.GetDateTime(5)),
                Rows = row.GetInt64(6), Rejected = row.GetInt64(7), Fingerprint = row.GetString(8), Model = row.GetString(9),
                Inputs = { row.GetFieldValue<string[]>(10) },
            });
        }

        return response.Nodes.Count > 0 ? response : null;
    }
}

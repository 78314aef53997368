using Npgsql;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>Sends commands at once; none costs no round trip.</summary>
internal static class CommandBatch
{
    /// <summary>Reads a list for each command that returns rows.</summary>
    public static async Task<List<List<T>>> ReadAsync<T>(
        this NpgsqlConnection connection, IEnumerable<NpgsqlBatchCommand> commands, Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        if (batch.BatchCommands.Count == 0)
            return [];
        var results = new List<List<T>>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        do
        {
            results.Add([]);
            while (await reader.ReadAsync(cancellationToken))
                results[^1].Add(read(reader));
        }
        while (await reader.NextResultAsync(cancellationToken));
        return results;
    }

    /// <summary>Reads the first column of all rows.</summary>
    public static async Task<List<int>> IdsAsync(
        this NpgsqlConnection connection, IEnumerable<NpgsqlBatchCommand> commands, CancellationToken cancellationToken) =>
        [.. (await connection.ReadAsync(commands, row => row.GetInt32(0), cancellationToken)).SelectMany(ids => ids)];
}

using Npgsql;

namespace MovieAspire.Worker.Compute.Search;

/// <summary>Whoever has it writes the index, one at a time in the whole cluster; it ends with the connection at the latest.</summary>
internal sealed class IndexLock : IAsyncDisposable
{
    private const string Key = "hashtext('search_index')";
    private readonly NpgsqlConnection _connection;

    private IndexLock(NpgsqlConnection connection) => _connection = connection;

    public static async Task<IndexLock> WaitAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // As long as another build takes; the pool sets the connection back.
        await using var command = new NpgsqlCommand(
            $"SET lock_timeout = 0; SELECT pg_advisory_lock({Key})", connection)
        { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
        return new(connection);
    }

    /// <returns>Null while somebody else has it.</returns>
    public static async Task<IndexLock?> TryAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({Key})", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true ? new(connection) : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection.FullState is not System.Data.ConnectionState.Open)
            return;
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_unlock({Key})", _connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}

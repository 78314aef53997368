using Npgsql;

namespace MovieAspire.Worker.Compute.Search;

/// <summary>The turn to write the index, one at a time in the whole cluster; it ends with the connection at the latest.</summary>
internal sealed class IndexTurn : IAsyncDisposable
{
    private const string Key = "hashtext('search_index')";
    private readonly NpgsqlConnection _connection;

    private IndexTurn(NpgsqlConnection connection) => _connection = connection;

    public static async Task<IndexTurn> WaitAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({Key})", connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
        return new(connection);
    }

    /// <returns>Null while somebody else has it.</returns>
    public static async Task<IndexTurn?> TryAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({Key})", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true ? new(connection) : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection.FullState is not System.Data.ConnectionState.Open) return;
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_unlock({Key})", _connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}

using Aspire.Hosting.ApplicationModel;
using Npgsql;

namespace Aspire.Hosting.PostgreSQL;

/// <summary>Opens connections, and makes databases that do not exist.</summary>
internal static class PostgresDatabase
{
    public static async Task<NpgsqlConnection> OpenAsync(IResourceWithConnectionString resource, string database, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(await resource.GetConnectionStringAsync(cancellationToken))
        {
            Database = database,
            Timeout = 5,
            CommandTimeout = 10,
            // A pool would keep the server from stopping at once, and show its connections in the server's own statistics.
            Pooling = false,
        };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    public static async Task CreateAsync(PostgresDatabaseResource database, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(database.Parent, "postgres", cancellationToken);
            await using var create = new NpgsqlCommand($"CREATE DATABASE \"{database.DatabaseName.Replace("\"", "\"\"")}\"", connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // Kept from an earlier run.
        }
    }
}

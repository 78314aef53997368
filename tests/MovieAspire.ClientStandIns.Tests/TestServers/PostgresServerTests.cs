using MovieAspire.Testing;
using Npgsql;

namespace MovieAspire.ClientStandIns.Tests.TestServers;

public class PostgresServerTests
{
    [Fact]
    public async Task Every_database_is_new_and_empty()
    {
        string first = await PostgresServer.CreateDatabaseAsync();
        string second = await PostgresServer.CreateDatabaseAsync();

        await ExecuteAsync(first, "CREATE TABLE t (x int)");

        await ExecuteAsync(second, "CREATE TABLE t (x int)");
    }

    [Fact]
    public async Task A_template_is_prepared_once_and_copied()
    {
        int prepared = 0;
        async Task Prepare(string database)
        {
            Interlocked.Increment(ref prepared);
            await ExecuteAsync(database, "CREATE EXTENSION pg_trgm; CREATE TABLE t AS SELECT 7 AS x");
        }

        string[] databases = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => PostgresServer.CreateDatabaseAsync("once", Prepare)));

        Assert.Equal(1, prepared);
        Assert.Equal(4, databases.Distinct().Count());
        foreach (string database in databases)
            Assert.Equal(7, await ExecuteAsync(database, "SELECT x FROM t"));
    }

    [Fact]
    public async Task An_own_server_keeps_its_data_and_port_over_a_stop_and_leaves_nothing()
    {
        PostgresInstance server = await PostgresServer.StartOwnAsync();
        string database = await server.CreateDatabaseAsync();
        await ExecuteAsync(database, "CREATE TABLE t AS SELECT 7 AS x");
        var folder = (string)(await ExecuteAsync(database, "SHOW data_directory"))!;

        await server.StopAsync();
        await Assert.ThrowsAsync<NpgsqlException>(() => ExecuteAsync(database, "SELECT 1"));
        await server.StartAsync();
        Assert.Equal(7, await ExecuteAsync(database, "SELECT x FROM t"));
        await server.DisposeAsync();

        Assert.False(Directory.Exists(Path.GetDirectoryName(folder)));
        await Assert.ThrowsAsync<NpgsqlException>(() => ExecuteAsync(database, "SELECT 1"));
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }
}

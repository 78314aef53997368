using Microsoft.Extensions.Logging.Abstractions;
using MovieAspire.Data.Schema;
using MovieAspire.Testing;
using Npgsql;

namespace MovieAspire.Data.Tests;

public sealed class DatabaseSetupTests : IAsyncLifetime
{
    private readonly string _name = $"movies-{Guid.NewGuid():N}";
    private string _administrator = "";

    public async Task InitializeAsync() => _administrator = await PostgresServer.CreateDatabaseAsync();

    public async Task DisposeAsync()
    {
        await using var server = NpgsqlDataSource.Create(_administrator);
        await server.CreateCommand($"""DROP DATABASE IF EXISTS "{_name}" WITH (FORCE)""").ExecuteNonQueryAsync();
        await server.CreateCommand($"""DROP ROLE IF EXISTS "{_name}" """).ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task A_new_system_gets_its_database_and_a_role_that_is_no_superuser_and_can_migrate()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SetUpAsync()));

        await using var database = NpgsqlDataSource.Create(Services());
        Assert.Equal(Migration.All.Count, await TestDatabase.Migrator(database).MigrateAsync(CancellationToken.None));
        Assert.Equal(["false false false"], await TestDatabase.ReadColumnAsync(database,
            "SELECT concat_ws(' ', rolsuper::text, rolcreaterole::text, rolcreatedb::text) FROM pg_roles WHERE rolname = current_user"));
    }

    [Fact]
    public async Task The_start_of_a_new_system_is_no_failed_login()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        var administrator = await server.CreateDatabaseAsync();

        await SetUpAsync(administrator, "secret");
        await SetUpAsync(administrator, "secret");

        Assert.DoesNotContain(server.LogLines, line => line.Contains("FATAL", StringComparison.Ordinal) && line.Contains(_name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_system_from_before_there_was_a_role_is_handed_over_whole()
    {
        var old = new NpgsqlConnectionStringBuilder(_administrator) { Database = _name, Pooling = false }.ConnectionString;
        await new DatabaseSetup(old, null, NullLogger<DatabaseSetup>.Instance).EnsureAsync(CancellationToken.None);
        await using (var before = NpgsqlDataSource.Create(old))
            await TestDatabase.Migrator(before).MigrateAsync(CancellationToken.None);

        await SetUpAsync();

        await using var database = NpgsqlDataSource.Create(Services());
        Assert.Empty(await TestDatabase.ReadColumnAsync(database, """
            SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
            WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND pg_get_userbyid(relowner) <> current_user
            """));
        var next = new Migration(Migration.All.Count + 1, "next", """
            ALTER TABLE catalog.movies ADD COLUMN probe integer;
            CREATE OR REPLACE FUNCTION catalog.probe() RETURNS integer LANGUAGE sql AS 'SELECT 1';
            CREATE TABLE analytics.probe (x integer);
            """);
        Assert.Equal(1, await TestDatabase.Migrator(database, [.. Migration.All, next]).MigrateAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_role_whose_password_was_set_anew_gets_the_new_one()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        var administrator = await server.CreateDatabaseAsync();
        await using (var database = NpgsqlDataSource.Create(administrator))
        {
            var file = (await TestDatabase.ReadColumnAsync(database, "SHOW hba_file"))[0];
            await database.CreateCommand($"""
                COPY (VALUES ('host all "{_name}" 127.0.0.1/32 scram-sha-256'), ('host all all 127.0.0.1/32 trust')) TO '{file}'
                """).ExecuteNonQueryAsync();
        }

        await server.StopAsync();
        await server.StartAsync();

        await SetUpAsync(administrator, "first");
        await SetUpAsync(administrator, "it's the second");

        await using var connection = new NpgsqlConnection(Services(administrator, "it's the second"));
        await connection.OpenAsync();
        await using var outdated = new NpgsqlConnection(Services(administrator, "first"));
        await Assert.ThrowsAsync<PostgresException>(() => outdated.OpenAsync());
    }

    [Fact]
    public async Task Without_an_administrator_a_missing_role_is_an_error_that_names_it()
    {
        var error = await Assert.ThrowsAsync<PostgresException>(() =>
            new DatabaseSetup(Services(), null, NullLogger<DatabaseSetup>.Instance).EnsureAsync(CancellationToken.None));

        Assert.Contains(_name, error.MessageText, StringComparison.Ordinal);
    }

    private Task SetUpAsync() => SetUpAsync(_administrator, "secret");

    private Task SetUpAsync(string administrator, string password) =>
        new DatabaseSetup(Services(administrator, password), administrator, NullLogger<DatabaseSetup>.Instance)
            .EnsureAsync(CancellationToken.None);

    private string Services() => Services(_administrator, "secret");

    private string Services(string administrator, string password) => new NpgsqlConnectionStringBuilder(administrator)
    {
        Username = _name,
        Password = password,
        Database = _name,
        Pooling = false,
    }.ConnectionString;
}

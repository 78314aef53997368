using Microsoft.Extensions.Logging.Abstractions;
using MovieAspire.Data.Documents;
using MovieAspire.Data.Schema;
using MovieAspire.Testing;
using Npgsql;

namespace MovieAspire.Catalog.Tests.Hosting;

/// <summary>A database with the current schema and no rows.</summary>
internal static class MovieDatabase
{
    public static Task<string> CreateAsync() => PostgresServer.CreateDatabaseAsync("schema", MigrateAsync);

    public static Task<string> CreateOnAsync(PostgresInstance server) => server.CreateDatabaseAsync("schema", MigrateAsync);

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
#pragma warning disable CA2100 // constants of the tests
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Puts the documents of all movies together anew, after their rows were changed.</summary>
    public static async Task ProjectAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using (var outdate = database.CreateCommand("UPDATE catalog.movie_documents SET changed_at = '-infinity'"))
            await outdate.ExecuteNonQueryAsync();
        await DocumentFill.RunAsync(database, TimeProvider.System, CancellationToken.None);
    }

    private static async Task MigrateAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
    }
}

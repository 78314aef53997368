using Microsoft.Extensions.Logging.Abstractions;
using MovieAspire.Data.Schema;
using MovieAspire.Testing;
using Npgsql;

namespace MovieAspire.Worker.Tests;

/// <summary>A database of its own with the product's schema.</summary>
internal static class SchemaDatabase
{
    public static async Task<NpgsqlDataSource> CreateAsync() => NpgsqlDataSource.Create(
        await PostgresServer.CreateDatabaseAsync("migrations", MigrateAsync, new CancellationTokenSource(60_000).Token));

    public static async Task ExecuteAsync(this NpgsqlDataSource database, string sql, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    private static async Task MigrateAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
    }
}

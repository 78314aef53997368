using System.Runtime.CompilerServices;
using MovieAspire.Testing;
using Npgsql;

namespace MovieAspire.Worker.Tests;

/// <summary>A database of its own with the product's schema, made of the migrations' SQL.</summary>
internal static class SchemaDatabase
{
    public static async Task<NpgsqlDataSource> CreateAsync() => NpgsqlDataSource.Create(
        await PostgresServer.CreateDatabaseAsync("migrations", MigrateAsync, new CancellationTokenSource(60_000).Token));

    public static async Task ExecuteAsync(this NpgsqlDataSource database, string sql, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    private static async Task MigrateAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        foreach (var file in Directory.GetFiles(Folder(), "*.sql").Order(StringComparer.Ordinal))
            await database.ExecuteAsync(await File.ReadAllTextAsync(file));
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../src/MovieAspire.Data/Migrations");
}

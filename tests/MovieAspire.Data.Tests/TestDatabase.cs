using Microsoft.Extensions.Logging.Abstractions;
using MovieAspire.Data.Schema;
using MovieAspire.Testing;
using Npgsql;

namespace MovieAspire.Data.Tests;

/// <summary>A database of its own for each test class, empty or at the current schema.</summary>
internal static class TestDatabase
{
    public static async Task<NpgsqlDataSource> CreateEmptyAsync() =>
        NpgsqlDataSource.Create(await PostgresServer.CreateDatabaseAsync());

    public static async Task<NpgsqlDataSource> CreateAsync()
    {
        var dataSource = await CreateEmptyAsync();
        await Migrator(dataSource).MigrateAsync(CancellationToken.None);
        return dataSource;
    }

    public static Migrator Migrator(NpgsqlDataSource dataSource, IReadOnlyList<Migration>? migrations = null) =>
        new(dataSource, TimeProvider.System, NullLogger<Migrator>.Instance, migrations ?? Migration.All);

    public static async Task<List<string>> ReadColumnAsync(NpgsqlDataSource dataSource, string sql)
    {
        await using var command = dataSource.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
            values.Add(reader.GetValue(0).ToString()!);
        return values;
    }
}

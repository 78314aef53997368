using Microsoft.Extensions.Logging.Abstractions;
using MovieAspire.Data.Documents;
using MovieAspire.Data.Schema;
using MovieAspire.Testing;
using Npgsql;

namespace MovieAspire.Gateway.Tests.Hosting;

/// <summary>Databases with the product's schema.</summary>
internal static class MovieDatabase
{
    private const string Template = "schema";

    internal static Task<string> CreateAsync() => PostgresServer.CreateDatabaseAsync(Template, MigrateAsync);

    internal static Task<string> CreateOnAsync(PostgresInstance postgres) => postgres.CreateDatabaseAsync(Template, MigrateAsync);

    /// <summary>Puts together what reads need of the movies that were written without it.</summary>
    internal static Task ProjectAsync(NpgsqlDataSource database) =>
        DocumentFill.RunAsync(database, TimeProvider.System, CancellationToken.None);

    private static async Task MigrateAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
    }
}

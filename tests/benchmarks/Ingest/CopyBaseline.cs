using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging.Abstractions;
using MovieAspire.Data.Schema;
using MovieAspire.Testing;
using Npgsql;

namespace MovieAspire.Benchmarks.Ingest;

/// <summary>How long the binary COPY protocol takes for the catalog's rows, into tables with all keys and indexes: nothing
/// that checks what is there already can be faster.</summary>
[SuppressMessage("Security", "CA2100", Justification = "The SQL is made of the catalog's own names.")]
internal static class CopyBaseline
{
    public static async Task<string> TakeAsync(PostgresInstance postgres, string filled)
    {
        var time = TimeProvider.System;
        await using var source = NpgsqlDataSource.Create(filled);
        await using var target = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        await new Migrator(target, time, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
        await using var reader = await source.OpenConnectionAsync();
        await using var writer = await target.OpenConnectionAsync();

        var (took, rows, bytes) = (TimeSpan.Zero, 0L, 0L);
        foreach (var table in await TablesAsync(source))
        {
            using var content = new MemoryStream();
            await using (var from = await reader.BeginRawBinaryCopyAsync($"COPY {table} TO STDOUT (FORMAT BINARY)"))
                await from.CopyToAsync(content);
            content.Position = 0;
            bytes += content.Length;

            // What the migrations put there comes along.
            await using (var empty = new NpgsqlCommand($"TRUNCATE {table} CASCADE", writer))
                await empty.ExecuteNonQueryAsync();
            var start = time.GetTimestamp();
            await using (var to = await writer.BeginRawBinaryCopyAsync($"COPY {table} FROM STDIN (FORMAT BINARY)"))
                await content.CopyToAsync(to);
            took += time.GetElapsedTime(start);
            await using var count = new NpgsqlCommand($"SELECT count(*) FROM {table}", writer);
            rows += (long)(await count.ExecuteScalarAsync())!;
        }

        return FormattableString.Invariant(
            $"  COPY alone               {took.TotalSeconds,10:0.0} s for the same {rows:N0} rows, {bytes / 1e6:0} MB");
    }

    /// <summary>The tables of the catalog, each after those that it refers to.</summary>
    private static async Task<List<string>> TablesAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("""
            SELECT c.oid::regclass::text,
                   array(SELECT DISTINCT f.confrelid::regclass::text FROM pg_constraint f
                         WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid)
            FROM pg_class c WHERE c.relnamespace = 'catalog'::regnamespace AND c.relkind = 'r'
            """);
        var references = new Dictionary<string, string[]>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            references[reader.GetString(0)] = reader.GetFieldValue<string[]>(1);

        var ordered = new List<string>();
        while (references.Where(table => !ordered.Contains(table.Key)).ToList() is { Count: > 0 } left)
        {
            ordered.AddRange(left
                .Where(table => table.Value.All(other => ordered.Contains(other) || !references.ContainsKey(other)))
                .Select(table => table.Key));
        }

        return ordered;
    }
}

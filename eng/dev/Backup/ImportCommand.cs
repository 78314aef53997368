using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Backup;

/// <summary>
/// <c>dotnet dev.cs import FILE</c>: an export into an empty system. It is restored beside the empty database and takes its place when it
/// is whole; services reconnect by themselves.
/// </summary>
internal static class ImportCommand
{
    internal static System.CommandLine.Command Create()
    {
        var file = new Argument<string>("file") { Description = "what `export` wrote" };
        var connection = new Option<string?>("--connection") { Description = "postgresql://user:password@host:port/moviedb of another system, as superuser" };
        var command = new System.CommandLine.Command("import", "Restores an export into a system whose catalog is empty; refuses any other.") { file, connection };
        command.SetAction((result, ct) => RunAsync(Postgres.Find(result.GetValue(connection)), Path.GetFullPath(result.GetRequiredValue(file)), ct));
        return command;
    }

    private static async Task<int> RunAsync(Postgres postgres, string file, CancellationToken ct)
    {
        if (!File.Exists(file))
            throw new DevException($"There is no file {file}.");
        var (database, draft) = (postgres.Database, $"{postgres.Database}_import");
        if (await postgres.QueryAsync(database, "SELECT to_regclass('catalog.movies') IS NOT NULL", ct) is ["t"]
            && await postgres.QueryAsync(database, "SELECT count(*) FROM catalog.movies", ct) is not ["0"])
        {
            throw new DevException(
                "The catalog is not empty. Import into a new system: stop this one, delete artifacts/run (with containers also their volumes; "
                + "README.md, \"Manage\"), start it with `up --empty`.");
        }

        await postgres.QueryAsync("postgres", $"DROP DATABASE IF EXISTS {draft}", ct);
        await postgres.QueryAsync("postgres", $"CREATE DATABASE {draft} OWNER {Postgres.Owner}", ct);
        await postgres.RunAsync("pg_restore", ["--dbname", draft, "--exit-on-error", "--single-transaction", file], ct);
        var counts = await TableCounts.ReadAsync(postgres, draft, ct);
        Compare(file, counts);

        var migrations = await MigrationsAsync(postgres, database, ct);
        await ReplaceAsync(postgres, database, draft, ct);
        Console.WriteLine($"Imported {TableCounts.Describe(counts)}.");
        if (await MigrationsAsync(postgres, database, ct) < migrations)
            Console.WriteLine("It comes from an older release: restart the worker (or `down` and `up`), which brings its schema up to date.");
        Console.WriteLine("A Meilisearch is filled by: dotnet dev.cs run-job search-index");
        return 0;
    }

    private static void Compare(string file, IReadOnlyDictionary<string, long> counts)
    {
        if (!File.Exists(ExportCommand.CountsFile(file)))
        {
            Console.WriteLine($"Without {ExportCommand.CountsFile(file)} nothing says how many rows there were.");
            return;
        }

        var exported = JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllText(ExportCommand.CountsFile(file)))!;
        var different = exported.Keys.Union(counts.Keys)
            .Where(table => exported.GetValueOrDefault(table, -1) != counts.GetValueOrDefault(table, -1))
            .Select(table => $"{table}: {exported.GetValueOrDefault(table)} exported, {counts.GetValueOrDefault(table)} restored").ToList();
        if (different.Count > 0)
            throw new DevException($"Not everything was restored; the system is as it was:\n  {string.Join("\n  ", different)}");
        Console.WriteLine("Every table has as many rows as when it was exported.");
    }

    private static async Task<int> MigrationsAsync(Postgres postgres, string database, CancellationToken ct) =>
        await postgres.QueryAsync(database, "SELECT to_regclass('public.schema_migrations') IS NOT NULL", ct) is ["t"]
            ? int.Parse((await postgres.QueryAsync(database, "SELECT count(*) FROM public.schema_migrations", ct))[0], CultureInfo.InvariantCulture)
            : 0;

    // Nobody may connect meanwhile; services that lose their connections try again.
    private static async Task ReplaceAsync(Postgres postgres, string database, string draft, CancellationToken ct)
    {
        await postgres.QueryAsync("postgres", $"ALTER DATABASE {database} ALLOW_CONNECTIONS false", ct);
        await postgres.QueryAsync("postgres", $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'", ct);
        await postgres.QueryAsync("postgres", $"DROP DATABASE {database} WITH (FORCE)", ct);
        await postgres.QueryAsync("postgres", $"ALTER DATABASE {draft} RENAME TO {database}", ct);
    }
}

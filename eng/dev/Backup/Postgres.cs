using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MovieAspire.Dev.Running;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Backup;

/// <summary>A Postgres server as its administrator sees it, by the programs that come with it (psql, pg_dump, pg_restore).</summary>
/// <param name="Environment">PGHOST and so on: passwords are no arguments, which every process can see.</param>
/// <param name="Database">The product's.</param>
internal sealed record Postgres(IReadOnlyDictionary<string, string> Environment, string Database)
{
    /// <summary>The role that owns the product's database (docs/operations.md, "Deploy").</summary>
    internal const string Owner = "movieaspire";

    private const string DefaultDatabase = "moviedb";

    /// <summary>The server of the system that runs from this checkout, or that of a URI.</summary>
    /// <param name="connection">postgresql://user:password@host:port/moviedb, of a superuser; null for this checkout's.</param>
    internal static Postgres Find(string? connection) => connection is null ? OfCheckout() : OfUri(connection);

    /// <summary>The rows of a statement, one line each.</summary>
    internal async Task<string[]> QueryAsync(string database, string sql, CancellationToken ct) =>
        (await RunAsync("psql", ["--no-psqlrc", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", "--dbname", database, "--command", sql], ct))
        .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The output of one of Postgres' programs.</summary>
    internal Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken ct) => Command.RequireAsync(
        program, arguments, program, ct, environment: Environment,
        missing: $"{program} is missing. Install Postgres' client programs: sudo apt-get install postgresql-client");

    /// <summary>
    /// psql with a transaction that sees one state of the database for as long as it is open, and what others need to see the
    /// same.
    /// </summary>
    internal async Task<Snapshot> BeginSnapshotAsync(CancellationToken ct)
    {
        // Says what to install where there is none.
        await RunAsync("psql", ["--version"], ct);
        var start = new ProcessStartInfo("psql", ["--no-psqlrc", "--tuples-only", "--no-align", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", Database])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        var psql = Process.Start(start) ?? throw new DevException("psql did not start.");
        await psql.StandardInput.WriteLineAsync("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT pg_export_snapshot();");
        await psql.StandardInput.FlushAsync(ct);
        return await psql.StandardOutput.ReadLineAsync(ct) is { Length: > 0 } id
            ? new Snapshot(psql, id) : throw new DevException("The database cannot be read; see the message above.");
    }

    private static Postgres OfCheckout()
    {
        if (RunState.Read() is not { } state)
            throw new DevException("MovieAspire is not running from this checkout. Start it, or give --connection.");
        if (state.Mode != "processes")
            throw new DevException("With containers, give --connection postgresql://postgres:PASSWORD@HOST:PORT/moviedb; the dashboard shows them.");
        // Line 4 of what the server keeps about itself is its port.
        var port = File.ReadLines(Path.Combine(Repository.Run, "data", "postgres", "data", "postmaster.pid")).ElementAt(3);
        var secrets = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Repository.Run, "secrets.json")))!;
        return new(
            new Dictionary<string, string>
            {
                ["PGHOST"] = "127.0.0.1", ["PGPORT"] = port, ["PGUSER"] = "postgres", ["PGPASSWORD"] = secrets["Parameters:postgres-password"],
            },
            DefaultDatabase);
    }

    private static Postgres OfUri(string connection)
    {
        if (!Uri.TryCreate(connection, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgres" or "postgresql"))
            throw new DevException("--connection: write postgresql://user:password@host:port/moviedb.");
        var user = uri.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
        return new(
            new Dictionary<string, string>
            {
                ["PGHOST"] = uri.Host, ["PGPORT"] = uri.Port > 0 ? uri.Port.ToString(CultureInfo.InvariantCulture) : "5432",
                ["PGUSER"] = user[0], ["PGPASSWORD"] = user.ElementAtOrDefault(1) ?? "",
            },
            uri.AbsolutePath.Trim('/') is { Length: > 0 } database ? database : DefaultDatabase);
    }

    /// <summary>One state of a database.</summary>
    internal sealed class Snapshot(Process psql, string id) : IAsyncDisposable
    {
        internal string Id { get; } = id;

        internal async Task<IReadOnlyDictionary<string, long>> CountAsync(CancellationToken ct)
        {
            await psql.StandardInput.WriteLineAsync($"{TableCounts.Sql}; SELECT 'end';");
            await psql.StandardInput.FlushAsync(ct);
            var lines = new List<string>();
            while (await psql.StandardOutput.ReadLineAsync(ct) is { } line && line != "end")
                lines.Add(line);
            return TableCounts.Parse(lines);
        }

        public async ValueTask DisposeAsync()
        {
            psql.StandardInput.Close();
            await psql.WaitForExitAsync(CancellationToken.None);
            psql.Dispose();
        }
    }
}

/// <summary>Rows of each table of the product.</summary>
internal static class TableCounts
{
    internal const string Sql = """
        SELECT table_schema || '.' || table_name || '=' ||
               (xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM %I.%I', table_schema, table_name), false, true, '')))[1]
        FROM information_schema.tables
        WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
        """;

    internal static IReadOnlyDictionary<string, long> Parse(IEnumerable<string> lines) => new SortedDictionary<string, long>(
        lines.Select(line => line.Split('=')).ToDictionary(
            parts => parts[0], parts => long.Parse(parts[1], CultureInfo.InvariantCulture)), StringComparer.Ordinal);

    internal static async Task<IReadOnlyDictionary<string, long>> ReadAsync(Postgres postgres, string database, CancellationToken ct) =>
        Parse(await postgres.QueryAsync(database, Sql, ct));

    internal static string Describe(IReadOnlyDictionary<string, long> counts) => string.Create(
        CultureInfo.InvariantCulture,
        $"{counts.Values.Sum():N0} rows in {counts.Count} tables, {counts.GetValueOrDefault("catalog.movies"):N0} movies");
}

using System.CommandLine;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using MovieAspire.Benchmarks.Search.Quality;
using MovieAspire.Catalog.Search;
using MovieAspire.Catalog.Search.Postgres;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Data;
using MovieAspire.Data.Schema;
using MovieAspire.Testing;
using Npgsql;

namespace MovieAspire.Benchmarks.Search;

/// <summary><c>bench search</c>: how long Postgres takes for a search, by kind of query.</summary>
internal static class SearchCommand
{
    private const int Seed = 20_240_601;

    /// <summary>As the services connect (DatabaseServices), but patient.</summary>
    public const string Settings = $";Max Auto Prepare=250;Auto Prepare Min Usages=2;No Reset On Close=true;Options={DatabaseOptions.FixedPlans};Command Timeout=600";

    public static Command Create()
    {
        var movies = new Option<int>("--movies") { Description = "Synthetic movies.", DefaultValueFactory = _ => 100_000 };
        var queries = new Option<int>("--queries") { Description = "Different queries of each kind.", DefaultValueFactory = _ => 100 };
        var quality = new Option<bool>("--quality") { Description = "Instead: how often the right movie of --dataset is the first." };
        var generate = new Option<bool>("--generate") { Description = "Instead: makes the queries for --quality out of --dataset anew." };
        var misses = new Option<bool>("--misses") { Description = "With --quality: every query that has not the right movie first." };
        var dataset = new Option<string>("--dataset") { Description = "The folder of a data set, as the provider emulator reads it." };
        var command = new Command("search", "Search by Postgres: milliseconds of each kind of query, cold and warm; or its quality.")
        {
            movies, queries, quality, generate, misses, dataset,
        };
        command.SetAction((parsed, _) =>
        {
            if (!parsed.GetValue(quality) && !parsed.GetValue(generate))
                return RunAsync(parsed.GetValue(movies), parsed.GetValue(queries));
            var directory = parsed.GetValue(dataset) ?? throw new ArgumentException("--quality and --generate need --dataset.");
            if (!parsed.GetValue(generate))
                return QualityMeasurement.RunAsync(directory, QueriesPath(), parsed.GetValue(misses));
            QuerySet.Write(QueriesPath(), new QueryGenerator(DatasetCatalog.Read(directory), Seed).All());
            return Task.CompletedTask;
        });
        return command;
    }

    // In the source, because --generate writes it.
    private static string QueriesPath([CallerFilePath] string source = "") =>
        Path.Combine(Path.GetDirectoryName(source)!, "Quality", QuerySet.FileName);

    private static async Task RunAsync(int movies, int queries)
    {
        await using var server = await PostgresServer.StartOwnAsync();
        var connectionString = await server.CreateDatabaseAsync() + Settings;
        var texts = new SyntheticTexts(Seed);
        await using (var database = NpgsqlDataSource.Create(connectionString))
        {
            await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
            var start = Stopwatch.GetTimestamp();
            await SyntheticCatalog.FillAsync(database, texts, movies);
            Console.WriteLine($"{movies:N0} movies written with their search documents in {Stopwatch.GetElapsedTime(start).TotalSeconds:N0} s");
        }

        Console.WriteLine("| query | hits (median) | cold p50 | cold p95 | warm p50 | warm p95 | warm max | of the query |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        var (allCold, allWarm) = (new List<double>(), new List<double>());
        foreach (var (kind, make) in SearchQueries.Kinds)
        {
            var requests = Enumerable.Range(0, queries).Select(_ => make(texts)).ToList();
            // A server that has just started has nothing in its own buffers; the operating system may.
            await server.StopAsync();
            await server.StartAsync();
            await using var database = NpgsqlDataSource.Create(connectionString);
            var engine = new PostgresEngine(database, TimeProvider.System);
            await engine.SearchAsync(SearchPage.Parse(new() { Query = "zzzz" }), CancellationToken.None);
            var (cold, _) = await MeasureAsync(engine, requests);
            await MeasureAsync(engine, requests);
            var (warm, hits) = await MeasureAsync(engine, requests);
            allCold.AddRange(cold);
            allWarm.AddRange(warm);
            Console.WriteLine(
                $"| {kind} | {At(hits, 0.5):N0} | {At(cold, 0.5):N1} | {At(cold, 0.95):N1} | {At(warm, 0.5):N1} | {At(warm, 0.95):N1} | {warm.Max():N1} | {requests[warm.IndexOf(warm.Max())].Query} |");
        }

        Console.WriteLine($"| all | | {At(allCold, 0.5):N1} | {At(allCold, 0.95):N1} | {At(allWarm, 0.5):N1} | {At(allWarm, 0.95):N1} | {allWarm.Max():N1} | |");
    }

    private static async Task<(List<double> Milliseconds, List<double> Hits)> MeasureAsync(
        PostgresEngine engine, List<SearchMoviesRequest> requests)
    {
        var (times, hits) = (new List<double>(), new List<double>());
        foreach (var request in requests)
        {
            var page = SearchPage.Parse(request);
            var start = Stopwatch.GetTimestamp();
            var response = await engine.SearchAsync(page, CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            hits.Add(response.Total);
        }

        return (times, hits);
    }

    private static double At(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min((int)(share * sorted.Count), sorted.Count - 1)];
    }
}

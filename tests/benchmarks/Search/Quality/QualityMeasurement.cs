using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using MovieAspire.Catalog.Search;
using MovieAspire.Catalog.Search.Postgres;
using MovieAspire.Data.Schema;
using MovieAspire.Testing;
using Npgsql;
using Movie = MovieAspire.ProviderEmulator.Movies.Movie;

namespace MovieAspire.Benchmarks.Search.Quality;

/// <summary>
/// <c>bench search --quality</c>: the mean reciprocal rank of the first right movie among twenty, by class of query, for the
/// engine and for plain pg_trgm similarity of the title.
/// </summary>
internal static class QualityMeasurement
{
    private const int Depth = 20;

    public static async Task RunAsync(string dataset, string queriesPath, bool showsMisses)
    {
        var movies = DatasetCatalog.Read(dataset);
        var queries = QuerySet.Read(queriesPath);
        await using var server = await PostgresServer.StartOwnAsync();
        await using var database = NpgsqlDataSource.Create(await server.CreateDatabaseAsync() + SearchCommand.Settings);
        await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
        var start = Stopwatch.GetTimestamp();
        await DatasetCatalog.WriteAsync(database, movies);
        Console.WriteLine($"{movies.Count:N0} movies written in {Stopwatch.GetElapsedTime(start).TotalSeconds:N0} s; {queries.Count:N0} queries");

        var byId = movies.ToDictionary(movie => movie.Id);
        var engine = new PostgresEngine(database, TimeProvider.System);
        var results = new List<(string Kind, double Ours, double Baseline, double Milliseconds)>();
        foreach (var query in queries)
        {
            start = Stopwatch.GetTimestamp();
            var hits = (await engine.SearchAsync(SearchPage.Parse(new() { Query = query.Text, Limit = Depth }), CancellationToken.None)).Hits;
            var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            var ours = Rank([.. hits.Select(hit => hit.Id)], query, byId);
            var baseline = Rank(await SimilarAsync(database, query.Text), query, byId);
            results.Add((query.Kind, ours, baseline, milliseconds));
            if (showsMisses && ours < 1)
                Console.WriteLine($"{query.Kind}: \"{query.Text}\" wants {query.Expected} {query.Year}: {ours:N2} ({baseline:N2}), first {string.Join(" | ", hits.Take(3).Select(hit => $"{hit.Title} {hit.ReleaseYear}"))}");
        }

        Console.WriteLine("| queries | | MRR | baseline | found nothing right | median ms |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach (var kind in results.GroupBy(result => result.Kind))
            Print(kind.Key, [.. kind]);
        Print("all", results);
    }

    private static void Print(string kind, List<(string Kind, double Ours, double Baseline, double Milliseconds)> results) => Console.WriteLine(
        $"| {kind} | {results.Count} | {results.Average(result => result.Ours):N3} | {results.Average(result => result.Baseline):N3} "
        + $"| {results.Count(result => result.Ours == 0)} | {results.Select(result => result.Milliseconds).Order().ElementAt(results.Count / 2):N1} |");

    private static double Rank(List<int> ids, QualityQuery query, Dictionary<int, Movie> movies)
    {
        for (var place = 0; place < ids.Count; place++)
        {
            if (IsRight(movies[ids[place]], query))
                return 1.0 / (place + 1);
        }

        return 0;
    }

    private static bool IsRight(Movie movie, QualityQuery query) => query.Kind == QuerySet.Actor
        ? movie.Cast.Any(role => role.Name == query.Expected) || movie.Crew.Any(job => job.Name == query.Expected)
        : (query.Is(movie.Title) || query.Is(movie.OriginalTitle)) && (query.Year is null || movie.ReleaseDate?.Year == query.Year);

    private static bool Is(this QualityQuery query, string title) => string.Equals(title, query.Expected, StringComparison.OrdinalIgnoreCase);

    private static async Task<List<int>> SimilarAsync(NpgsqlDataSource database, string text)
    {
        await using var command = database.CreateCommand(
            "SELECT id FROM catalog.movies ORDER BY similarity(title, $1) DESC, vote_count DESC, id LIMIT $2");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Depth });
        var ids = new List<int>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            ids.Add(reader.GetInt32(0));
        return ids;
    }
}

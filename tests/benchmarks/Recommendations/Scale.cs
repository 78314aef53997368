using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using MovieAspire.Data.Schema;
using MovieAspire.Recommendations.Input;
using MovieAspire.Recommendations.Lists;
using MovieAspire.Recommendations.Models;
using MovieAspire.Testing;
using MovieAspire.Worker.Compute.Recommendations;
using Npgsql;

namespace MovieAspire.Benchmarks.Recommendations;

/// <summary>What the computation costs, from the database and back into it.</summary>
internal static class Scale
{
    private const int Users = 50_000;
    private const int LikesPerUser = 60;

    private static readonly RecommendationOptions Options = new();

    /// <summary>Measures catalogs of these sizes, the smallest first: the peak of the memory is that of the whole process.</summary>
    /// <param name="sizes">Movies of each catalog.</param>
    /// <param name="minVotes">Of a candidate; 0 makes all movies candidates.</param>
    /// <param name="cancellationToken">Ends the measurement.</param>
    public static async Task RunAsync(IEnumerable<int> sizes, int minVotes, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{Environment.ProcessorCount} cores; the first row warms up");
        Console.WriteLine("   movies candidates fingerprint reading  comparing  recommending and writing   total  CPU time  peak memory");
        foreach (var size in sizes.Order().Prepend(500))
            await MeasureAsync(size, minVotes, cancellationToken);
        Learn();
    }

    private static async Task MeasureAsync(int movies, int minVotes, CancellationToken cancellationToken)
    {
        var connectionString = await PostgresServer.CreateDatabaseAsync(cancellationToken);
        await using var database = NpgsqlDataSource.Create(connectionString);
        await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync(cancellationToken);
        await SyntheticCatalog.FillAsync(database, movies, cancellationToken);
        var (reader, versions) = (new CatalogReader(database), new RecommendationVersions(database, TimeProvider.System));

        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var cpuBefore = process.TotalProcessorTime;
        var total = Stopwatch.StartNew();
        var fingerprint = await reader.FingerprintAsync(cancellationToken);
        var looked = total.Elapsed;
        var candidates = await reader.ReadCandidatesAsync(minVotes, Options.MaxCandidates, cancellationToken);
        var read = total.Elapsed;
        var content = ContentModel.Build(candidates, Options.Content);
        using var lists = new ListComputation(content, new(content, ease: null, MoviePrior.Of(candidates.Movies), Options.Lists));
        var compared = total.Elapsed;
        await using (var version = await versions.BeginAsync(Guid.CreateVersion7(), cancellationToken))
        {
            var writing = Task.CompletedTask;
            await foreach (var batch in reader.ReadAllAsync(cancellationToken))
            {
                var computed = lists.Compute(batch, cancellationToken);
                await writing;
                writing = version.WriteAsync(computed, cancellationToken);
            }

            await writing;
            await version.PublishAsync(new("movie_recommendations", 1, InputFingerprint: fingerprint), movies, cancellationToken);
        }

        var written = total.Elapsed;
        process.Refresh();
        var cpu = process.TotalProcessorTime - cpuBefore;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{movies,9:N0} {candidates.Movies.Length,10:N0} {looked.TotalSeconds,10:0.0} s {(read - looked).TotalSeconds,6:0.0} s {(compared - read).TotalSeconds,8:0.0} s {(written - compared).TotalSeconds,22:0.0} s {written.TotalSeconds,7:0.0} s {cpu.TotalSeconds,7:0.0} s {process.PeakWorkingSet64 / 1_000_000,8:N0} MB"));
    }

    /// <summary>The co-occurrence model at its default size.</summary>
    private static void Learn()
    {
        var random = new Random(1);
        var numbers = Enumerable.Range(0, 2 * Options.Ease.MaxMovies).ToDictionary(id => id);
        var ratings = Enumerable.Range(0, Users * LikesPerUser).Select(i => new Rating(
            i / LikesPerUser, (int)(numbers.Count * Math.Pow(random.NextDouble(), 2)), 4));
        var watch = Stopwatch.StartNew();
        var likes = Interactions.From(ratings, numbers, Options.Ease.LikedFrom, Options.Ease.MaxMovies);
        EaseModel.Learn(likes, Options.Ease.L2, _ => { }, CancellationToken.None);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Learning what is liked together of {likes.Movies.Length:N0} movies from {Users * LikesPerUser:N0} likes: {watch.Elapsed.TotalSeconds:0.0} s; peak memory of the process now {process.PeakWorkingSet64 / 1_000_000:N0} MB"));
    }
}

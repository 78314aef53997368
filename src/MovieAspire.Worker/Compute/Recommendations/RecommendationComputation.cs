using System.Text.Json;
using Microsoft.Extensions.Options;
using MovieAspire.Data;
using MovieAspire.Recommendations.Input;
using MovieAspire.Recommendations.Lists;
using MovieAspire.Recommendations.Models;
using MovieAspire.Worker.Compute.Statistics;
using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Compute.Recommendations;

/// <summary>Computes what to watch after each movie and writes it: reading, learning, recommending.</summary>
internal sealed class RecommendationComputation(
    NpgsqlDataSource dataSource, CatalogReader reader, RecommendationWriter writer, IOptions<RecommendationOptions> options)
{
    private const string Artifact = "movie_recommendations";
    private const int FormulaVersion = 1;
    private const string Source = "recommendations";

    /// <param name="run">Where to report to.</param>
    /// <param name="movie">TMDB id of the only movie to recompute; null for all.</param>
    /// <param name="cancellationToken">Ends the computation; nothing is written then.</param>
    /// <returns>How many lists changed; 0 as well when there is nothing new to compute them from.</returns>
    public async Task<long> ComputeAsync(RunContext run, int? movie, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, run.StopRequested);
        run.BeginPhase("Reading the movies", 0);
        var input = await reader.ReadAsync(stop.Token);
        var quality = QualityPrior.Of(input.Movies);
        var ratings = RatingsDirectory(run);
        var artifact = new ArtifactRecord(
            Artifact, FormulaVersion, Parameters(quality), await FingerprintAsync(input, ratings, stop.Token));

        await using var connection = await dataSource.OpenConnectionAsync(stop.Token);
        if (movie is null && await ArtifactLog.IsCurrentAsync(connection, artifact, stop.Token)) return 0;

        run.BeginPhase("Comparing the movies", 0);
        var content = ContentModel.Build(input, options.Value.Content);
        var liked = ratings is null ? null : Learn(run, input, ratings, stop.Token);
        var lists = new ListComputation(
            input, new(input, content, liked, quality, options.Value.Lists), new(input, content.Vectors));

        var counts = movie is { } id
            ? await WriteOneAsync(connection, run, input, lists, id, stop.Token)
            : await WriteAllAsync(connection, run, input, lists, artifact, stop.Token);
        run.Source(Source).Add(counts);
        return counts.Inserted + counts.Updated;
    }

    private async Task<BulkCounts> WriteAllAsync(
        NpgsqlConnection connection, RunContext run, RecommendationInput input, ListComputation lists,
        ArtifactRecord artifact, CancellationToken cancellationToken)
    {
        var count = input.Movies.Length;
        run.BeginPhase("Recommending", count);
        var rows = lists.Compute(0, count, cancellationToken).Select(row =>
        {
            run.Advance(1, "");
            return row;
        });
        return await writer.ReplaceAsync(connection, rows, count, artifact, run.Run.Id, cancellationToken);
    }

    private async Task<BulkCounts> WriteOneAsync(
        NpgsqlConnection connection, RunContext run, RecommendationInput input, ListComputation lists, int movie,
        CancellationToken cancellationToken)
    {
        run.BeginPhase("Recommending", 1);
        var rows = Enumerable.Empty<RecommendationList>();
        if (input.Numbers.TryGetValue(movie, out var number))
            rows = lists.Compute(number, 1, cancellationToken);
        else
            run.RecordError(Source, $"{movie}", "not_found", "The catalog has no such movie.");
        var counts = await writer.WriteAsync(connection, movie, rows, run.Run.Id, cancellationToken);
        run.Advance(1, $"{movie}");
        return counts;
    }

    private EaseModel? Learn(
        RunContext run, RecommendationInput input, string directory, CancellationToken cancellationToken)
    {
        run.BeginPhase("Reading ratings", 0);
        var counters = run.Source("ratings");
        var likes = Interactions.From(Counted(), input.Numbers, options.Value.Ease.LikedFrom, options.Value.Ease.MaxMovies);
        if (likes.Movies.Length < 2) return null;

        run.BeginPhase("Learning what is liked together", likes.Movies.Length);
        var done = 0;
        return EaseModel.Learn(likes, options.Value.Ease.L2, rows =>
        {
            run.Advance(rows - done, "");
            done = rows;
        }, cancellationToken);

        IEnumerable<Rating> Counted()
        {
            foreach (var rating in MovieLensRatings.Read(directory, cancellationToken))
            {
                counters.Add(fetched: 1, failed: rating is null ? 1 : 0);
                if (rating is { } read) yield return read;
            }
        }
    }

    /// <summary>Null without ratings; the run says so when they were asked for.</summary>
    private string? RatingsDirectory(RunContext run)
    {
        var directory = options.Value.RatingsPath;
        if (directory.Length == 0) return null;
        if (MovieLensRatings.Exists(directory)) return directory;
        run.Source("ratings").SetError(
            $"Recommendations:RatingsPath: \"{directory}\" has no ratings.csv and links.csv; what is liked together is left out.");
        return null;
    }

    private static async Task<string> FingerprintAsync(
        RecommendationInput input, string? ratings, CancellationToken cancellationToken) => ratings is null
            ? input.Fingerprint()
            : $"{input.Fingerprint()}-{await MovieLensRatings.FingerprintAsync(ratings, cancellationToken)}";

    /// <summary>The settings that shape the lists, and the two constants of the quality prior.</summary>
    private string Parameters(QualityPrior quality) => JsonSerializer.Serialize(
        new { options.Value.Content, options.Value.Ease, options.Value.Lists, quality.MeanRating, quality.VotesPercentile },
        JsonSerializerOptions);

    private static readonly JsonSerializerOptions JsonSerializerOptions = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}

using System.Text.Json;
using Microsoft.Extensions.Options;
using MovieAspire.Data.Bulk;
using MovieAspire.Recommendations.Input;
using MovieAspire.Recommendations.Lists;
using MovieAspire.Recommendations.Models;
using MovieAspire.Worker.Compute.Statistics;
using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Compute.Recommendations;

/// <summary>
/// Computes what to watch after each movie: reads the candidates, learns the models, and then reads all movies, recommends and
/// writes batch by batch, so that its memory grows with the candidates only.
/// </summary>
internal sealed class RecommendationComputation(
    NpgsqlDataSource dataSource, CatalogReader reader, RecommendationVersions versions, IOptions<RecommendationOptions> options)
{
    private const string Artifact = "movie_recommendations";
    private const int FormulaVersion = 2;
    private const string Source = "recommendations";

    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <param name="run">Where to report to.</param>
    /// <param name="movie">TMDB id of the only movie to recompute; null for all.</param>
    /// <param name="cancellationToken">Ends the computation; readers see nothing of it then.</param>
    /// <returns>How many lists were written; 0 when there is nothing new to compute them from.</returns>
    public async Task<long> ComputeAsync(RunContext run, int? movie, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, run.StopRequested);
        run.BeginPhase("Looking for what is new", 0);
        var ratings = RatingsDirectory(run);
        var artifact = await DescribeAsync(ratings, stop.Token);
        if (movie is null && await IsCurrentAsync(artifact, stop.Token))
            return 0;

        run.BeginPhase("Reading the candidates", 0);
        var candidates = await reader.ReadCandidatesAsync(options.Value.MinVotes, options.Value.MaxCandidates, stop.Token);
        run.BeginPhase("Comparing the movies", 0);
        var prior = MoviePrior.Of(candidates.Movies);
        var content = ContentModel.Build(candidates, options.Value.Content);
        var ease = ratings is null ? null : Learn(run, candidates, ratings, stop.Token);
        using var lists = new ListComputation(content, new Recommender(content, ease, prior, options.Value.Lists));

        var written = movie is { } id
            ? await WriteOneAsync(run, lists, id, stop.Token)
            : await WriteAllAsync(run, lists, artifact, stop.Token);
        run.Source(Source).Add(new BulkCounts(written, 0, 0));
        return written;
    }

    private async Task<long> WriteAllAsync(
        RunContext run, ListComputation lists, ArtifactRecord artifact, CancellationToken cancellationToken)
    {
        run.BeginPhase("Recommending", (int)await reader.CountAsync(cancellationToken));
        await using var version = await versions.BeginAsync(run.Run.Id, cancellationToken);
        var (rows, writing) = (0L, Task.CompletedTask);
        await foreach (var movies in reader.ReadAllAsync(cancellationToken))
        {
            var computed = lists.Compute(movies, cancellationToken);
            await writing;
            writing = version.WriteAsync(computed, cancellationToken);
            rows += computed.Length;
            run.Advance(computed.Length, "");
        }

        await writing;
        await version.PublishAsync(artifact, rows, cancellationToken);
        return rows;
    }

    private async Task<long> WriteOneAsync(RunContext run, ListComputation lists, int movie, CancellationToken cancellationToken)
    {
        run.BeginPhase("Recommending", 1);
        var list = lists.Compute(await reader.ReadAsync([movie], cancellationToken), cancellationToken).SingleOrDefault();
        if (list is null)
            run.RecordError(Source, $"{movie}", "not_found", "The catalog has no such movie.");
        var changed = await versions.ReplaceAsync(movie, list, run.Run.Id, cancellationToken);
        if (changed is null && list is not null)
        {
            await using var version = await versions.BeginAsync(run.Run.Id, cancellationToken);
            await version.WriteAsync([list], cancellationToken);
            await version.PublishAsync(artifact: null, rows: 1, cancellationToken);
            changed = true;
        }

        run.Advance(1, $"{movie}");
        return changed is true ? 1 : 0;
    }

    private EaseModel? Learn(RunContext run, Candidates candidates, string directory, CancellationToken cancellationToken)
    {
        run.BeginPhase("Reading ratings", 0);
        var counters = run.Source("ratings");
        var likes = Interactions.From(Counted(), candidates.Numbers, options.Value.Ease.LikedFrom, options.Value.Ease.MaxMovies);
        if (likes.Movies.Length < 2)
            return null;

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
                if (rating is { } read)
                    yield return read;
            }
        }
    }

    /// <summary>Null without ratings; the run says so when they were asked for.</summary>
    private string? RatingsDirectory(RunContext run)
    {
        var directory = options.Value.RatingsPath;
        if (directory.Length == 0)
            return null;
        if (MovieLensRatings.Exists(directory))
            return directory;
        run.Source("ratings").SetError(
            $"Recommendations:RatingsPath: \"{directory}\" has no ratings.csv and links.csv; what is liked together is left out.");
        return null;
    }

    /// <summary>The formula, all settings that shape the lists, and a fingerprint of the catalog and the ratings.</summary>
    private async Task<ArtifactRecord> DescribeAsync(string? ratings, CancellationToken cancellationToken)
    {
        var fingerprint = await reader.FingerprintAsync(cancellationToken);
        if (ratings is not null)
            fingerprint += "-" + await MovieLensRatings.FingerprintAsync(ratings, cancellationToken);
        var parameters = JsonSerializer.Serialize(
            new { options.Value.MinVotes, options.Value.MaxCandidates, options.Value.Content, options.Value.Ease, options.Value.Lists },
            SnakeCase);
        return new(Artifact, FormulaVersion, parameters, fingerprint);
    }

    private async Task<bool> IsCurrentAsync(ArtifactRecord artifact, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await ArtifactLog.IsCurrentAsync(connection, artifact, cancellationToken);
    }
}

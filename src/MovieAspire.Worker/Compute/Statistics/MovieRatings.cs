using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using MovieAspire.Recommendations.Input;
using Npgsql;

namespace MovieAspire.Worker.Compute.Statistics;

/// <summary>The <see cref="WeightedRating"/> of every movie with votes, and which of them are underrated.</summary>
internal sealed class MovieRatings(ArtifactWriter artifacts, IOptions<RatingOptions> options) : IStatistic
{
    private const string Artifact = "movie_ratings";

    // The mean is rounded, because its last digits depend on the order of the rows; those of the ratings follow it.
    private static readonly string Sql = $"""
        WITH rated AS MATERIALIZED (
            SELECT id, popularity, vote_average, vote_count FROM catalog.movies WHERE removed_at IS NULL AND vote_count > 0
        ), prior AS MATERIALIZED (
            SELECT percentile_cont({WeightedRating.PriorVotesPercentile}) WITHIN GROUP (ORDER BY vote_count) AS votes,
                   round(avg(vote_average)::numeric, 6)::float8 AS rating,
                   percentile_cont(@popularity_percentile) WITHIN GROUP (ORDER BY popularity) AS popularity
            FROM rated
        ), weighted AS MATERIALIZED (
            SELECT r.id, r.popularity,
                   round(((r.vote_count * r.vote_average + p.votes * p.rating) / (r.vote_count + p.votes))::numeric, 6)::float8
                       AS rating
            FROM rated r CROSS JOIN prior p
        ), bar AS MATERIALIZED (
            SELECT percentile_cont(@rating_percentile) WITHIN GROUP (ORDER BY rating) AS rating FROM weighted
        ), computed AS MATERIALIZED (
            SELECT w.id, w.rating, w.rating >= bar.rating AND w.popularity < p.popularity AS is_underrated
            FROM weighted w CROSS JOIN bar CROSS JOIN prior p
        ), removed AS (
            DELETE FROM analytics.movie_ratings d
            WHERE NOT EXISTS (SELECT FROM computed c WHERE c.id = d.movie_id)
            RETURNING 1
        ), written AS (
            INSERT INTO analytics.movie_ratings AS d (movie_id, weighted_rating, is_underrated, run_id, computed_at)
            SELECT id, rating, is_underrated, @run, @now FROM computed
            ON CONFLICT (movie_id) DO UPDATE
            SET weighted_rating = excluded.weighted_rating, is_underrated = excluded.is_underrated,
                run_id = excluded.run_id, computed_at = excluded.computed_at
            WHERE (d.weighted_rating, d.is_underrated) IS DISTINCT FROM (excluded.weighted_rating, excluded.is_underrated)
            RETURNING 1
        )
        SELECT (SELECT count(*) FROM removed) + (SELECT count(*) FROM written), (SELECT count(*) FROM computed),
               jsonb_build_object('m', p.votes, 'c', p.rating, 'underrated_min_rating', bar.rating,
                   'underrated_max_popularity', p.popularity)
        FROM prior p CROSS JOIN bar
        """;

    public string Name => "movie-ratings";

    public string Title => "Weighted ratings";

    public string DefaultCron => "0 25 3 * * ?";

    /// <summary>Computes all movies; m and C are stored as the artifact's parameters.</summary>
    public async Task<long> ComputeAsync(Guid run, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql);
        command.Parameters.AddWithValue("rating_percentile", options.Value.UnderratedRatingPercentile);
        command.Parameters.AddWithValue("popularity_percentile", options.Value.UnderratedPopularityPercentile);
        return await artifacts.WriteAsync(Artifact, WeightedRating.FormulaVersion, run, command, cancellationToken);
    }
}

/// <summary>
/// Section "Ratings": what counts as underrated, relative to the rated movies of the catalog: a weighted rating that
/// is high, and a popularity that is low.
/// </summary>
internal sealed record RatingOptions
{
    public const string Section = "Ratings";

    /// <summary>Ratings:UnderratedRatingPercentile: the weighted rating is at least this percentile.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Ratings:UnderratedRatingPercentile must be between 0 and 1.")]
    public double UnderratedRatingPercentile { get; init; } = 0.75;

    /// <summary>Ratings:UnderratedPopularityPercentile: the popularity is below this percentile.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Ratings:UnderratedPopularityPercentile must be between 0 and 1.")]
    public double UnderratedPopularityPercentile { get; init; } = 0.5;
}

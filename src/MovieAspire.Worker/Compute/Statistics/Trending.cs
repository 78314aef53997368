using Microsoft.Extensions.Options;
using Npgsql;

namespace MovieAspire.Worker.Compute.Statistics;

/// <summary>Ranks the movies of a UTC day by <see cref="TrendingScore"/>, in one statement over the catalog.</summary>
internal sealed class Trending(ArtifactWriter artifacts, IOptions<TrendingOptions> options, TimeProvider time)
{
    private const string Artifact = "movie_trending_daily";

    // A past day that was computed keeps the numbers that it was computed from. One that was not gets today's, as
    // TMDB tells no past ones, for the movies that were out by then.
    private static readonly string Sql = $"""
        WITH input AS (
            SELECT movie_id AS id, popularity, vote_average, vote_count
            FROM analytics.movie_trending_daily WHERE computed_on = @day AND @day < @today
            UNION ALL
            SELECT id, popularity, vote_average, vote_count
            FROM catalog.movies
            WHERE removed_at IS NULL AND NOT adult AND (@day = @today OR (release_date <= @day AND NOT EXISTS (
                SELECT FROM analytics.movie_trending_daily WHERE computed_on = @day)))
        ), scored AS (
            SELECT *, @popularity_weight * popularity + @rating_weight * {TrendingScore.RatingScale} * vote_average
                + @votes_weight * {TrendingScore.VotesScale} * ln(vote_count + 1.0::float8) AS score
            FROM input
        ), ranked AS MATERIALIZED (
            SELECT *, row_number() OVER (ORDER BY score DESC, id)::integer AS rank FROM scored
            ORDER BY score DESC, id LIMIT @size
        ), moved AS (
            SELECT r.*, r.score - before.score AS momentum
            FROM ranked r
            LEFT JOIN analytics.movie_trending_daily before
                ON before.computed_on = @day - {TrendingScore.MomentumDays} AND before.movie_id = r.id
        ), gone AS (
            DELETE FROM analytics.movie_trending_daily d
            WHERE d.computed_on = @day AND NOT EXISTS (SELECT FROM ranked r WHERE r.id = d.movie_id)
            RETURNING 1
        ), written AS (
            INSERT INTO analytics.movie_trending_daily AS d
                (computed_on, movie_id, rank, score, momentum, popularity, vote_average, vote_count, formula_version,
                 run_id, computed_at)
            SELECT @day, id, rank, score, momentum, popularity, vote_average, vote_count, {TrendingScore.FormulaVersion},
                   @run, @now
            FROM moved
            ON CONFLICT (computed_on, movie_id) DO UPDATE
            SET rank = excluded.rank, score = excluded.score, momentum = excluded.momentum,
                popularity = excluded.popularity, vote_average = excluded.vote_average, vote_count = excluded.vote_count,
                formula_version = excluded.formula_version, run_id = excluded.run_id, computed_at = excluded.computed_at
            WHERE (d.rank, d.score, d.momentum, d.popularity, d.vote_average, d.vote_count, d.formula_version)
                IS DISTINCT FROM (excluded.rank, excluded.score, excluded.momentum, excluded.popularity,
                                  excluded.vote_average, excluded.vote_count, excluded.formula_version)
            RETURNING 1
        )
        SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM written), (SELECT count(*) FROM ranked),
               jsonb_build_object('popularity_weight', @popularity_weight, 'rating_weight', @rating_weight,
                   'votes_weight', @votes_weight, 'day', @day)
        """;

    /// <summary>Computes the day in one transaction; rows that are right already are not touched.</summary>
    /// <param name="run">Who computes.</param>
    /// <param name="day">Today, by default, or an earlier day.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    /// <returns>How many rows changed; 0 when the day was up to date.</returns>
    public async Task<long> ComputeAsync(Guid run, DateOnly? day, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        await using var command = new NpgsqlCommand(Sql);
        command.Parameters.AddWithValue("popularity_weight", options.Value.PopularityWeight);
        command.Parameters.AddWithValue("rating_weight", options.Value.RatingWeight);
        command.Parameters.AddWithValue("votes_weight", options.Value.VotesWeight);
        command.Parameters.AddWithValue("size", options.Value.Size);
        command.Parameters.AddWithValue("day", day ?? today);
        command.Parameters.AddWithValue("today", today);
        return await artifacts.WriteAsync(Artifact, TrendingScore.FormulaVersion, run, command, cancellationToken);
    }
}

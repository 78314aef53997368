using Npgsql;

namespace MovieAspire.Worker.Compute.Statistics;

/// <summary>How the movies of each decade are rated, by their first release.</summary>
internal sealed class RatingsByDecade(ArtifactWriter artifacts) : IStatistic
{
    private const string Artifact = "ratings_by_decade";
    private const int FormulaVersion = 1;

    // The mean is rounded, because its last digits depend on the order of the rows.
    private const string Sql = """
        WITH computed AS MATERIALIZED (
            SELECT extract(year FROM release_date)::integer / 10 * 10 AS decade, count(*) AS movie_count,
                   round(coalesce(avg(vote_average) FILTER (WHERE vote_count > 0), 0)::numeric, 9)::float8 AS avg_rating
            FROM catalog.movies
            WHERE removed_at IS NULL AND release_date IS NOT NULL
            GROUP BY 1
        ), removed AS (
            DELETE FROM analytics.ratings_by_decade d
            WHERE NOT EXISTS (SELECT FROM computed c WHERE c.decade = d.decade)
            RETURNING 1
        ), written AS (
            INSERT INTO analytics.ratings_by_decade AS d (decade, avg_rating, movie_count, run_id, computed_at)
            SELECT decade, avg_rating, movie_count, @run, @now FROM computed
            ON CONFLICT (decade) DO UPDATE
            SET avg_rating = excluded.avg_rating, movie_count = excluded.movie_count, run_id = excluded.run_id,
                computed_at = excluded.computed_at
            WHERE (d.avg_rating, d.movie_count) IS DISTINCT FROM (excluded.avg_rating, excluded.movie_count)
            RETURNING 1
        )
        SELECT (SELECT count(*) FROM removed) + (SELECT count(*) FROM written), (SELECT count(*) FROM computed), '{}'::jsonb
        """;

    public string Name => "ratings-by-decade";

    public string Title => "Ratings by decade";

    public string DefaultCron => "0 50 3 * * ?";

    public async Task<long> ComputeAsync(Guid run, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql);
        return await artifacts.WriteAsync(Artifact, FormulaVersion, run, command, cancellationToken);
    }
}

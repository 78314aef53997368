using Npgsql;

namespace MovieAspire.Worker.Compute.Statistics;

/// <summary>Genre numbers of the present UTC day, out of the catalog.</summary>
internal sealed class GenreStats(ArtifactWriter artifacts, TimeProvider time) : IStatistic
{
    private const string Artifact = "genre_stats_daily";
    private const int FormulaVersion = 1;

    // Means are rounded, because their last digits depend on the order of the rows.
    private const string Sql = """
        WITH computed AS MATERIALIZED (
            SELECT g.id, g.name, count(*) AS movie_count,
                   round(coalesce(avg(m.vote_average) FILTER (WHERE m.vote_count > 0), 0)::numeric, 9)::float8 AS avg_rating,
                   round(avg(m.popularity)::numeric, 9)::float8 AS avg_popularity,
                   coalesce(sum(m.revenue), 0)::bigint AS total_revenue
            FROM catalog.genres g
            JOIN catalog.movie_genres mg ON mg.genre_id = g.id
            JOIN catalog.movies m ON m.id = mg.movie_id AND m.removed_at IS NULL
            GROUP BY g.id, g.name
        ), removed AS (
            DELETE FROM analytics.genre_stats_daily d
            WHERE computed_on = @day AND NOT EXISTS (SELECT FROM computed c WHERE c.id = d.genre_id)
            RETURNING 1
        ), written AS (
            INSERT INTO analytics.genre_stats_daily AS d
                (computed_on, genre_id, name, movie_count, avg_rating, avg_popularity, total_revenue, run_id, computed_at)
            SELECT @day, id, name, movie_count, avg_rating, avg_popularity, total_revenue, @run, @now FROM computed
            ON CONFLICT (computed_on, genre_id) DO UPDATE
            SET name = excluded.name, movie_count = excluded.movie_count, avg_rating = excluded.avg_rating,
                avg_popularity = excluded.avg_popularity, total_revenue = excluded.total_revenue,
                run_id = excluded.run_id, computed_at = excluded.computed_at
            WHERE (d.name, d.movie_count, d.avg_rating, d.avg_popularity, d.total_revenue) IS DISTINCT FROM
                  (excluded.name, excluded.movie_count, excluded.avg_rating, excluded.avg_popularity, excluded.total_revenue)
            RETURNING 1
        )
        SELECT (SELECT count(*) FROM removed) + (SELECT count(*) FROM written), (SELECT count(*) FROM computed),
               jsonb_build_object('day', @day)
        """;

    public string Name => "genre-stats";

    public string Title => "Genre statistics";

    public string DefaultCron => "0 45 3 * * ?";

    public async Task<long> ComputeAsync(Guid run, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql);
        command.Parameters.AddWithValue("day", DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        return await artifacts.WriteAsync(Artifact, FormulaVersion, run, command, cancellationToken);
    }
}

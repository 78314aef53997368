using Npgsql;

namespace MovieAspire.Worker.Statistics;

/// <summary>Genre numbers of the present UTC day, out of the catalog.</summary>
internal sealed class GenreStats(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>Computes the day in one transaction.</summary>
    /// <returns>How many genres changed; 0 when the day was up to date.</returns>
    public async Task<int> ComputeAsync(Guid run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command("""
            DELETE FROM analytics.genre_stats_daily d
            WHERE computed_on = $1 AND NOT EXISTS (
                SELECT FROM catalog.movie_genres mg JOIN catalog.movies m ON m.id = mg.movie_id AND m.removed_at IS NULL
                WHERE mg.genre_id = d.genre_id)
            """, DateOnly.FromDateTime(now.UtcDateTime)));
        batch.BatchCommands.Add(Command("""
            INSERT INTO analytics.genre_stats_daily AS d
                (computed_on, genre_id, name, movie_count, avg_rating, avg_popularity, total_revenue, run_id, computed_at)
            SELECT $1, g.id, g.name, count(*),
                   coalesce(avg(m.vote_average) FILTER (WHERE m.vote_count > 0), 0), avg(m.popularity),
                   coalesce(sum(m.revenue), 0), $2, $3
            FROM catalog.genres g
            JOIN catalog.movie_genres mg ON mg.genre_id = g.id
            JOIN catalog.movies m ON m.id = mg.movie_id AND m.removed_at IS NULL
            GROUP BY g.id, g.name
            ON CONFLICT (computed_on, genre_id) DO UPDATE
            SET name = EXCLUDED.name, movie_count = EXCLUDED.movie_count, avg_rating = EXCLUDED.avg_rating,
                avg_popularity = EXCLUDED.avg_popularity, total_revenue = EXCLUDED.total_revenue,
                run_id = EXCLUDED.run_id, computed_at = EXCLUDED.computed_at
            WHERE (d.name, d.movie_count, round(d.avg_rating::numeric, 9), round(d.avg_popularity::numeric, 9),
                   d.total_revenue) IS DISTINCT FROM
                  (EXCLUDED.name, EXCLUDED.movie_count, round(EXCLUDED.avg_rating::numeric, 9),
                   round(EXCLUDED.avg_popularity::numeric, 9), EXCLUDED.total_revenue)
            """, DateOnly.FromDateTime(now.UtcDateTime), run, now));
        var changed = await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return changed;
    }

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}

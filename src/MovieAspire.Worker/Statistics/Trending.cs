using Microsoft.Extensions.Options;
using Npgsql;

namespace MovieAspire.Worker.Statistics;

/// <summary>Ranks the movies of the present UTC day by <see cref="TrendingScore"/>, in one statement over the catalog.</summary>
internal sealed class Trending(NpgsqlDataSource dataSource, IOptions<TrendingOptions> options, TimeProvider time)
{
    /// <summary>Computes the day in one transaction; rows that are right already are not touched.</summary>
    /// <returns>How many rows changed; 0 when the day was up to date.</returns>
    public async Task<int> ComputeAsync(Guid run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"""
            WITH scored AS (
                SELECT id, popularity, vote_average, vote_count,
                       @popularity_weight * popularity + @rating_weight * {TrendingScore.RatingScale} * vote_average
                           + @votes_weight * {TrendingScore.VotesScale} * ln(vote_count + 1.0::float8) AS score
                FROM catalog.movies WHERE removed_at IS NULL AND NOT adult
            ), ranked AS (
                SELECT *, row_number() OVER (ORDER BY score DESC, id)::integer AS rank FROM scored
                ORDER BY score DESC, id LIMIT @size
            ), gone AS (
                DELETE FROM analytics.movie_trending_daily d
                WHERE d.computed_on = @day AND NOT EXISTS (SELECT FROM ranked r WHERE r.id = d.movie_id)
                RETURNING 1
            ), written AS (
                INSERT INTO analytics.movie_trending_daily AS d
                    (computed_on, movie_id, rank, score, popularity, vote_average, vote_count, run_id, computed_at)
                SELECT @day, id, rank, score, popularity, vote_average, vote_count, @run, @now FROM ranked
                ON CONFLICT (computed_on, movie_id) DO UPDATE
                SET rank = excluded.rank, score = excluded.score, popularity = excluded.popularity,
                    vote_average = excluded.vote_average, vote_count = excluded.vote_count, run_id = excluded.run_id,
                    computed_at = excluded.computed_at
                WHERE (d.rank, d.score, d.popularity, d.vote_average, d.vote_count) IS DISTINCT FROM
                      (excluded.rank, excluded.score, excluded.popularity, excluded.vote_average, excluded.vote_count)
                RETURNING 1
            )
            SELECT ((SELECT count(*) FROM gone) + (SELECT count(*) FROM written))::integer
            """, connection);
        command.Parameters.AddWithValue("popularity_weight", options.Value.PopularityWeight);
        command.Parameters.AddWithValue("rating_weight", options.Value.RatingWeight);
        command.Parameters.AddWithValue("votes_weight", options.Value.VotesWeight);
        command.Parameters.AddWithValue("size", options.Value.Size);
        command.Parameters.AddWithValue("day", DateOnly.FromDateTime(now.UtcDateTime));
        command.Parameters.AddWithValue("run", run);
        command.Parameters.AddWithValue("now", now);
        var changed = (int)(await command.ExecuteScalarAsync(cancellationToken))!;
        await transaction.CommitAsync(cancellationToken);
        return changed;
    }
}

using MovieAspire.Data.Refresh;
using Npgsql;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>
/// Old movies that stopped changing are frozen: over 365 days since the release and the same content in three consecutive
/// refreshes (providers.md, "Refresh policy"). The count of these is kept by whoever writes the details; only a different
/// content hash starts it again.
/// </summary>
internal sealed class FreezeStore(NpgsqlDataSource dataSource, TimeProvider time)
{
    private const int CyclesToFreeze = 3;

    /// <summary>Freezes and thaws the given movies by their measured count; call it after their refresh is stored.</summary>
    /// <returns>How many are newly frozen, and how many newly thawed.</returns>
    public async Task<(int Frozen, int Thawed)> ApplyAsync(int[] movieIds, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            WITH decided AS (
                SELECT movie.id,
                       tmdb.unchanged_cycles >= $2 AND coalesce($3 - movie.release_date > $4, false) AS freeze
                FROM catalog.movies movie JOIN catalog.tmdb_movies tmdb ON tmdb.movie_id = movie.id
                WHERE movie.id = ANY ($1)
            ), changed AS (
                UPDATE catalog.movies movie SET data_frozen = decided.freeze
                FROM decided
                WHERE movie.id = decided.id AND movie.data_frozen <> decided.freeze
                RETURNING movie.data_frozen
            )
            SELECT count(*) FILTER (WHERE data_frozen)::integer, count(*) FILTER (WHERE NOT data_frozen)::integer FROM changed
            """);
        command.Parameters.Add(new() { Value = movieIds });
        command.Parameters.Add(new() { Value = CyclesToFreeze });
        command.Parameters.Add(new() { Value = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime) });
        command.Parameters.Add(new() { Value = AgeClasses.MatureDays });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt32(0), reader.GetInt32(1));
    }

    /// <summary>
    /// Thaws the frozen ones among the movies that the change feed named. When their next refresh finds the same content
    /// after all, they freeze again.
    /// </summary>
    /// <returns>How many thawed.</returns>
    public async Task<int> ThawAsync(int[] movieIds, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "UPDATE catalog.movies SET data_frozen = false WHERE id = ANY ($1) AND data_frozen");
        command.Parameters.Add(new() { Value = movieIds });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

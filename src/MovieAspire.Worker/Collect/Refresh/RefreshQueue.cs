using System.Runtime.CompilerServices;
using MovieAspire.Data;
using Npgsql;

namespace MovieAspire.Worker.Collect.Refresh;

/// <summary>A movie that is due.</summary>
/// <param name="FromOmdb">Due at OMDb; otherwise at TMDB.</param>
/// <param name="MovieId">TMDB id.</param>
/// <param name="ImdbId">Always there when due at OMDb.</param>
/// <param name="Priority">TMDB: times the interval that has passed, at least 1. OMDb: <see cref="RefreshValue"/>.</param>
internal readonly record struct DueMovie(bool FromOmdb, int MovieId, string? ImdbId, double Priority);

/// <summary>
/// The next movies to refresh, by the rules of <see cref="RefreshPolicy"/> in one query. TMDB's come most overdue first
/// (relative to their interval), then most popular first; OMDb's come by value. Movies without any details are left
/// out of TMDB's: the enrich job has a queue of its own for them.
/// </summary>
internal sealed class RefreshQueue(NpgsqlDataSource dataSource, RefreshOptions options, TimeProvider time)
{
    private static readonly string Sql = $"""
        WITH aged AS NOT MATERIALIZED (
            SELECT id, imdb_id, popularity, last_tmdb_update, last_omdb_update,
                   data_frozen AND NOT @include_frozen AS skip,
                   @today - release_date AS age,
                   {AgeClasses.NumberSql} AS class
            FROM catalog.movies
            WHERE removed_at IS NULL
        ), waits AS NOT MATERIALIZED (
            SELECT *,
                   CASE WHEN skip THEN greatest((@tmdb)[class], @longest) ELSE (@tmdb)[class] END AS tmdb_wait,
                   CASE WHEN skip THEN greatest((@omdb)[class], @longest) ELSE (@omdb)[class] END AS omdb_wait
            FROM aged
        )
        (SELECT false, id, imdb_id,
                (extract(epoch FROM @now - last_tmdb_update) / extract(epoch FROM tmdb_wait))::float8 AS priority,
                popularity
         FROM waits
         WHERE last_tmdb_update <= @now - tmdb_wait
         ORDER BY priority DESC, popularity DESC, id
         LIMIT @tmdb_limit)
        UNION ALL
        (SELECT true, id, imdb_id,
                greatest(popularity, 0) / (greatest(popularity, 0) + 10)
                    * (365::float8 / (365 + abs(coalesce(age, {RefreshValue.DaysWithoutDate})))) AS priority,
                popularity
         FROM waits
         WHERE imdb_id <> '' AND (last_omdb_update IS NULL OR last_omdb_update <= @now - omdb_wait)
         ORDER BY priority DESC, id
         LIMIT @omdb_limit)
        """;

    /// <summary>Streams TMDB's movies and then OMDb's, each in its order and at most so many; a limit may be 0.</summary>
    public async IAsyncEnumerable<DueMovie> ReadAsync(
        int tmdbLimit,
        int omdbLimit,
        bool includeFrozen,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = dataSource.CreateCommand(Sql);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("today", DateOnly.FromDateTime(now.UtcDateTime));
        command.Parameters.AddWithValue("tmdb", options.Tmdb.ToArray());
        command.Parameters.AddWithValue("omdb", options.Omdb.ToArray());
        command.Parameters.AddWithValue("longest", RefreshOptions.LongestWithoutRefresh);
        command.Parameters.AddWithValue("include_frozen", includeFrozen);
        command.Parameters.AddWithValue("tmdb_limit", tmdbLimit);
        command.Parameters.AddWithValue("omdb_limit", omdbLimit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return new(
                reader.GetBoolean(0), reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetDouble(3));
    }
}

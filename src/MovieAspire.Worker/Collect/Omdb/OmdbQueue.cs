using Microsoft.Extensions.Options;
using MovieAspire.Data.Refresh;
using Npgsql;
using NpgsqlTypes;

namespace MovieAspire.Worker.Collect.Omdb;

/// <summary>A movie that OMDb shall be asked about.</summary>
internal readonly record struct OmdbRequest(int MovieId, string ImdbId);

/// <summary>
/// The next movies to ask OMDb about: those it was never asked about, or longer ago than the interval of their age class
/// (providers.md, "Refresh policy"), the most valuable first, because requests are scarce (recent and popular):
/// <code>value = popularity / (popularity + 10) * 365 / (365 + days)</code>
/// Popularity saturates, because TMDB's scores run from 0 to a few thousand with most movies below 10. Days are the
/// distance to the release in either direction: OMDb knows little about a movie that comes out in two years. A movie
/// without a date counts as ten years away. Frozen ones are left out until the longest time without a refresh has passed.
/// </summary>
internal sealed class OmdbQueue(NpgsqlDataSource dataSource, IOptions<RefreshOptions> options, TimeProvider time)
{
    private static readonly string Sql = $"""
        WITH aged AS NOT MATERIALIZED (
            SELECT id, imdb_id, popularity, last_omdb_update, data_frozen AND NOT @include_frozen AS skip,
                   coalesce(@today - release_date, 3650) AS age, (@intervals)[{AgeClasses.NumberSql}] AS interval
            FROM catalog.movies
            WHERE removed_at IS NULL AND imdb_id <> ''
        ), waits AS NOT MATERIALIZED (
            SELECT *, CASE WHEN skip THEN greatest(interval, @longest) ELSE interval END AS wait FROM aged
        )
        SELECT id, imdb_id FROM waits
        WHERE (last_omdb_update IS NULL OR last_omdb_update <= @now - wait) AND (@among IS NULL OR id = ANY (@among))
        ORDER BY greatest(popularity, 0) / (greatest(popularity, 0) + 10) * (365::float8 / (365 + abs(age))) DESC, id
        LIMIT @limit
        """;

    /// <summary>A movie by its id, due or not; none when it is unknown, removed or without an IMDb id.</summary>
    public async Task<IReadOnlyList<OmdbRequest>> FindAsync(int movie, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "SELECT id, imdb_id FROM catalog.movies WHERE id = $1 AND removed_at IS NULL AND imdb_id <> ''");
        command.Parameters.Add(new() { Value = movie });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? [new(reader.GetInt32(0), reader.GetString(1))] : [];
    }

    /// <param name="limit">Movies at most.</param>
    /// <param name="includeFrozen">Frozen movies too, by the interval of their age.</param>
    /// <param name="among">Only these are looked at; null for all.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<OmdbRequest>> ReadAsync(
        int limit, bool includeFrozen, IReadOnlyList<int>? among, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = dataSource.CreateCommand(Sql);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("today", DateOnly.FromDateTime(now.UtcDateTime));
        command.Parameters.AddWithValue("intervals", options.Value.Omdb.ToArray());
        command.Parameters.AddWithValue("longest", RefreshOptions.LongestWithoutRefresh);
        command.Parameters.AddWithValue("include_frozen", includeFrozen);
        command.Parameters.AddWithValue("limit", limit);
        command.Parameters.Add(new("among", NpgsqlDbType.Array | NpgsqlDbType.Integer)
        {
            Value = (object?)among?.ToArray() ?? DBNull.Value,
        });
        var due = new List<OmdbRequest>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            due.Add(new(reader.GetInt32(0), reader.GetString(1)));
        return due;
    }
}

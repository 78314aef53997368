using Microsoft.Extensions.Options;
using MovieAspire.Data.Refresh;
using MovieAspire.Worker.Collect.Details;
using Npgsql;
using NpgsqlTypes;

namespace MovieAspire.Worker.Collect.Refresh;

/// <summary>
/// The next movies to refresh at TMDB: those whose details are older than the interval of their age class (providers.md,
/// "Refresh policy"), the most overdue relative to it first, then the most popular. Frozen ones are left out until the
/// longest time without a refresh has passed, and such that fail again and again for a while. Movies without any details are
/// the enrich job's.
/// </summary>
internal sealed class RefreshQueue(
    NpgsqlDataSource dataSource, IOptions<RefreshOptions> options, IOptions<DetailsOptions> details, TimeProvider time)
{
    private static readonly string Sql = $"""
        WITH aged AS NOT MATERIALIZED (
            SELECT id, popularity, last_tmdb_update, data_frozen AND NOT @include_frozen AS skip,
                   (@intervals)[{AgeClasses.NumberSql}] AS interval
            FROM catalog.movies
            WHERE removed_at IS NULL
        ), waits AS NOT MATERIALIZED (
            SELECT *, CASE WHEN skip THEN greatest(interval, @longest) ELSE interval END AS wait FROM aged
        )
        SELECT id FROM waits m
        WHERE last_tmdb_update <= @now - wait AND (@among IS NULL OR id = ANY (@among)) AND NOT {FailedItems.RestsSql("@attempts", "@since")}
        ORDER BY extract(epoch FROM @now - last_tmdb_update) / extract(epoch FROM wait) DESC, popularity DESC, id
        LIMIT @limit
        """;

    /// <param name="limit">Movies at most.</param>
    /// <param name="includeFrozen">Frozen movies too, by the interval of their age.</param>
    /// <param name="among">Only these are looked at; null for all.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<int>> ReadAsync(
        int limit, bool includeFrozen, IReadOnlyList<int>? among, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = dataSource.CreateCommand(Sql);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("today", DateOnly.FromDateTime(now.UtcDateTime));
        command.Parameters.AddWithValue("intervals", options.Value.Tmdb.ToArray());
        command.Parameters.AddWithValue("longest", RefreshOptions.LongestWithoutRefresh);
        command.Parameters.AddWithValue("include_frozen", includeFrozen);
        command.Parameters.AddWithValue("limit", limit);
        command.Parameters.AddWithValue("attempts", details.Value.ItemAttempts);
        command.Parameters.AddWithValue("since", now - details.Value.ItemPause);
        command.Parameters.Add(new("among", NpgsqlDbType.Array | NpgsqlDbType.Integer)
        {
            Value = (object?)among?.ToArray() ?? DBNull.Value,
        });
        var ids = new List<int>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(reader.GetInt32(0));
        return ids;
    }
}

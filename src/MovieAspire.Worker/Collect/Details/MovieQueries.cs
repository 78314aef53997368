using Microsoft.Extensions.Options;
using Npgsql;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>Which movies there is something to do for.</summary>
internal sealed class MovieQueries(NpgsqlDataSource dataSource, TimeProvider time, IOptions<DetailsOptions> options)
{
    /// <summary>Movies that a run's lists name and that have no details, or had none to be had; most popular first.</summary>
    public Task<IReadOnlyList<int>> WithoutDetailsAsync(Guid run, CancellationToken cancellationToken) => IdsAsync("""
        SELECT m.id FROM catalog.movies m
        WHERE (m.last_tmdb_update IS NULL OR m.removed_at IS NOT NULL)
          AND EXISTS (SELECT FROM catalog.movie_lists l WHERE l.movie_id = m.id AND l.run_id = $1)
        ORDER BY m.popularity DESC, m.id DESC
        """, cancellationToken, run);

    /// <summary>The most popular movies that never had details, but for those that rest because they fail.</summary>
    public Task<IReadOnlyList<int>> MostPopularWithoutDetailsAsync(int limit, CancellationToken cancellationToken) => IdsAsync($"""
        SELECT m.id FROM catalog.movies m WHERE m.last_tmdb_update IS NULL AND m.removed_at IS NULL AND NOT {FailedItems.RestsSql("$2", "$3")}
        ORDER BY m.popularity DESC, m.id DESC LIMIT $1
        """, cancellationToken, limit, options.Value.ItemAttempts, time.GetUtcNow() - options.Value.ItemPause);

    /// <summary>Those of the ids whose movie has no details yet, in their order.</summary>
    public Task<IReadOnlyList<int>> WithoutDetailsAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken) => IdsAsync("""
        SELECT named.id FROM unnest($1::integer[]) WITH ORDINALITY AS named (id, place)
        JOIN catalog.movies m ON m.id = named.id
        WHERE m.last_tmdb_update IS NULL AND m.removed_at IS NULL ORDER BY place
        """, cancellationToken, ids.ToArray());

    /// <summary>Those of the ids whose movie must be fetched because TMDB names it as changed.</summary>
    /// <param name="ids">Ids that the change feed names.</param>
    /// <param name="since">Movies fetched since then are up to date.</param>
    /// <param name="withRemoved">Removed movies too: they may be back.</param>
    /// <param name="withUnknown">Ids too that the catalog does not know.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<IReadOnlyList<int>> ChangedAsync(
        IReadOnlyCollection<int> ids, DateTimeOffset since, bool withRemoved, bool withUnknown,
        CancellationToken cancellationToken) => IdsAsync("""
        SELECT named.id FROM unnest($1::integer[]) AS named (id) LEFT JOIN catalog.movies m ON m.id = named.id
        WHERE CASE WHEN m.id IS NULL THEN $4
                   WHEN m.removed_at IS NOT NULL THEN $3 AND m.removed_at < $2
                   ELSE coalesce(m.last_tmdb_update < $2, false) END
        ORDER BY m.popularity DESC NULLS LAST, named.id
        """, cancellationToken, ids.ToArray(), since, withRemoved, withUnknown);

    /// <summary>Whether the catalog has movies of these years with so many votes.</summary>
    public async Task<bool> AnyReleasedAsync(int firstYear, int lastYear, int minVotes, CancellationToken cancellationToken) =>
        (await IdsAsync("""
            SELECT id FROM catalog.movies
            WHERE removed_at IS NULL AND release_date BETWEEN make_date($1, 1, 1) AND make_date($2, 12, 31) AND vote_count >= $3
            LIMIT 1
            """, cancellationToken, firstYear, lastYear, minVotes)).Count > 0;

    private async Task<IReadOnlyList<int>> IdsAsync(string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = dataSource.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        var ids = new List<int>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(reader.GetInt32(0));
        return ids;
    }
}

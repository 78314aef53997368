using MovieAspire.Data;
using Npgsql;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>The statements of a batch that are more than an upsert. All need the batch's transaction.</summary>
internal static class MovieStatements
{
    /// <summary>Locks the movies of the batch that exist, in order of their ids, and reads their content hashes.</summary>
    /// <returns>Hashes of those that have details and were not removed.</returns>
    public static async Task<Dictionary<int, byte[]>> LockAsync(
        NpgsqlConnection connection, IEnumerable<int> ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT m.id, CASE WHEN m.removed_at IS NULL THEN t.content_hash END
            FROM catalog.movies m LEFT JOIN catalog.tmdb_movies t ON t.movie_id = m.id
            WHERE m.id = ANY($1) ORDER BY m.id FOR NO KEY UPDATE OF m
            """, connection);
        command.Parameters.Add(new() { Value = ids.ToArray() });
        var hashes = new Dictionary<int, byte[]>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (!reader.IsDBNull(1)) hashes[reader.GetInt32(0)] = reader.GetFieldValue<byte[]>(1);
        }

        return hashes;
    }

    /// <summary>The content is the same: only the check times move, and the numbers that move daily.</summary>
    public static async Task ConfirmAsync(
        NpgsqlConnection connection, List<Movie> movies, Guid run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("""
            UPDATE catalog.tmdb_movies SET checked_at = $2, unchanged_cycles = unchanged_cycles + 1 WHERE movie_id = ANY($1)
            """)
        {
            Parameters = { new() { Value = movies.Select(movie => movie.Id).ToArray() }, new() { Value = now } },
        });
        batch.BatchCommands.Add(new("""
            UPDATE catalog.movies m
            SET last_tmdb_update = $5, popularity = n.popularity, vote_average = n.vote_average, vote_count = n.vote_count,
                updated_at = CASE WHEN n.moved THEN $5 ELSE m.updated_at END,
                last_run_id = CASE WHEN n.moved THEN $6 ELSE m.last_run_id END
            FROM (SELECT u.*, (o.popularity, o.vote_average, o.vote_count)
                         IS DISTINCT FROM (u.popularity, u.vote_average, u.vote_count) AS moved
                  FROM unnest($1, $2, $3, $4) AS u (id, popularity, vote_average, vote_count)
                  JOIN catalog.movies o USING (id)) n
            WHERE m.id = n.id
            """)
        {
            Parameters =
            {
                new() { Value = movies.Select(movie => movie.Id).ToArray() },
                new() { Value = movies.Select(movie => movie.Popularity).ToArray() },
                new() { Value = movies.Select(movie => movie.VoteAverage).ToArray() },
                new() { Value = movies.Select(movie => movie.VoteCount).ToArray() },
                new() { Value = now },
                new() { Value = run },
            },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// An IMDb id names one movie. TMDB gives some twice; whoever had it first keeps it, the lower id
    /// within a batch.
    /// </summary>
    public static async Task<IReadOnlyList<(int Id, string ImdbId)>> DropImdbDuplicatesAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE stage_movies s SET imdb_id = NULL
            FROM stage_movies old
            WHERE old.id = s.id AND s.imdb_id IS NOT NULL
              AND (EXISTS (SELECT FROM catalog.movies m
                           WHERE m.imdb_id = s.imdb_id AND m.id <> s.id AND m.removed_at IS NULL)
                   OR EXISTS (SELECT FROM stage_movies first WHERE first.imdb_id = s.imdb_id AND first.id < s.id))
            RETURNING s.id, old.imdb_id
            """, connection);
        var duplicates = new List<(int, string)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) duplicates.Add((reader.GetInt32(0), reader.GetString(1)));
        return duplicates;
    }

    /// <summary>Movies that were written without the IMDb id that another movie had get it once nobody has it any more.</summary>
    public static async Task GiveImdbIdsAsync(
        NpgsqlConnection connection, List<Movie> movies, Guid run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE catalog.movies m SET imdb_id = n.imdb_id, updated_at = $3, last_run_id = $4
            FROM (SELECT imdb_id, min(id) AS id FROM unnest($1, $2) AS u (id, imdb_id)
                  WHERE imdb_id IS NOT NULL GROUP BY imdb_id) n
            WHERE m.id = n.id AND m.imdb_id IS NULL
              AND NOT EXISTS (SELECT FROM catalog.movies o WHERE o.imdb_id = n.imdb_id AND o.removed_at IS NULL)
            """, connection);
        Add(command, Ids(movies), ImdbIds(movies), now, run);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Errors that earlier runs had with these movies are history now.</summary>
    /// <param name="connection">Of the batch.</param>
    /// <param name="movies">The batch.</param>
    /// <param name="duplicates">Movies whose IMDb id is another one's still, for which this run records an error of its own.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task ResolveErrorsAsync(
        NpgsqlConnection connection, IReadOnlyList<Movie> movies, IEnumerable<int> duplicates, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE pipeline.run_errors e SET resolved_at = $3
            FROM unnest($1, $2) AS u (id, imdb_id) JOIN catalog.movies m ON m.id = u.id
            WHERE e.item = u.id::text AND e.resolved_at IS NULL
              AND (e.source = 'details'
                   OR e.source = 'imdb-ids' AND (m.imdb_id IS NOT DISTINCT FROM u.imdb_id OR m.id = ANY($4)))
            """, connection);
        Add(command, Ids(movies), ImdbIds(movies), now, duplicates.ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static int[] Ids(IReadOnlyList<Movie> movies) => [.. movies.Select(movie => movie.Id)];

    private static string?[] ImdbIds(IReadOnlyList<Movie> movies) => [.. movies.Select(movie => movie.ImdbId)];

    private static void Add(NpgsqlCommand command, params object[] values)
    {
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
    }
}

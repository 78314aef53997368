using MovieAspire.Data.Bulk;
using MovieAspire.Data.Search;
using MovieAspire.Text.Search;
using Npgsql;

namespace MovieAspire.Data.Documents;

/// <summary>
/// Writes catalog.movie_documents and catalog.search_documents. Whoever changes what is shown of movies calls it in the
/// same transaction, as its last step and with the movies locked.
/// </summary>
public static class MovieDocuments
{
    // Any constant will do, as long as nothing else locks it together with ids of movies.
    private const int NewMovies = 0x6D6F7669;

    /// <summary>
    /// Locks movies in the order of their ids, as everybody does. Those that are not there yet are locked before, by their
    /// ids: else two that add them would wait for each other once one of them has other locks.
    /// </summary>
    public static async Task LockAsync(NpgsqlConnection connection, int[] ids, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("""
                    SELECT pg_advisory_xact_lock($2, n.id) FROM (
                        SELECT id FROM unnest($1) AS w (id) WHERE NOT EXISTS (SELECT FROM catalog.movies m WHERE m.id = w.id)
                        ORDER BY id OFFSET 0) n
                    """)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<int[]> { TypedValue = ids }, new NpgsqlParameter<int> { TypedValue = NewMovies },
                    },
                },
                new("SELECT FROM catalog.movies WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE")
                {
                    Parameters = { new NpgsqlParameter<int[]> { TypedValue = ids } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Puts the documents of movies together anew and writes those that differ.</summary>
    /// <param name="connection">In a transaction that holds locks on the movies.</param>
    /// <param name="ids">The movies.</param>
    /// <param name="changed">
    /// Whether something else of the movies has changed, too: each gets a new version then, as the readers of changes need it.
    /// </param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Documents that were not there, that differed, and that were the same.</returns>
    public static async Task<BulkCounts> WriteAsync(
        NpgsqlConnection connection, int[] ids, bool changed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
            return default;

        var movies = await MovieFacts.ReadAsync(connection, ids, cancellationToken);
        // Before the documents, which leave the most of the cast to another column.
        var searched = movies.Where(movie => !movie.IsRemoved).Select(movie => SearchDocument.Of(SearchSources.Of(movie.Movie))).ToList();
        var (added, differed) = await WriteAsync(
            connection, [.. movies.Select(movie => MovieDocument.From(movie.Movie))], changed, now, cancellationToken);
        var found = await SearchDocumentTable.WriteAsync(connection, searched, cancellationToken);
        if (movies.Where(movie => movie.IsRemoved).Select(movie => movie.Movie.Summary.Id).ToArray() is { Length: > 0 } removed)
            await SearchDocumentTable.DeleteAsync(connection, removed, cancellationToken);

        differed.UnionWith(found.Except(added));
        return new(added.Count, differed.Count, movies.Count - added.Count - differed.Count);
    }

    private static async Task<(HashSet<int> Added, HashSet<int> Differed)> WriteAsync(
        NpgsqlConnection connection, List<MovieDocument> documents, bool changed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH compared AS (
                SELECT s.*, o.movie_id IS NULL AS is_new, (s.document, s.further_cast) IS DISTINCT FROM (o.document, o.further_cast) AS differs
                FROM unnest($1, $2, $3) AS s (movie_id, document, further_cast) LEFT JOIN catalog.movie_documents o USING (movie_id)
            ), written AS (
                INSERT INTO catalog.movie_documents (movie_id, document, further_cast, version, changed_at)
                SELECT movie_id, document, further_cast, pg_current_xact_id(), $4 FROM compared WHERE differs OR $5
                ORDER BY movie_id
                ON CONFLICT (movie_id) DO UPDATE
                SET document = excluded.document, further_cast = excluded.further_cast, version = excluded.version,
                    changed_at = excluded.changed_at
            )
            SELECT movie_id, is_new FROM compared WHERE differs
            """, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<int[]> { TypedValue = [.. documents.Select(document => document.MovieId)] },
                new NpgsqlParameter<byte[][]> { TypedValue = [.. documents.Select(document => document.Document)] },
                new NpgsqlParameter<byte[][]> { TypedValue = [.. documents.Select(document => document.FurtherCast)] },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
                new NpgsqlParameter<bool> { TypedValue = changed },
            },
        };
        var (added, differed) = (new HashSet<int>(), new HashSet<int>());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            (reader.GetBoolean(1) ? added : differed).Add(reader.GetInt32(0));
        return (added, differed);
    }

    /// <summary>Something of these movies has changed that is no part of their documents: a number, or that TMDB removed them.</summary>
    public static NpgsqlBatchCommand Touch(int[] ids, DateTimeOffset now) => new("""
        UPDATE catalog.movie_documents SET version = pg_current_xact_id(), changed_at = $2 WHERE movie_id = ANY($1)
        """)
    {
        Parameters =
        {
            new NpgsqlParameter<int[]> { TypedValue = ids }, new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
        },
    };
}

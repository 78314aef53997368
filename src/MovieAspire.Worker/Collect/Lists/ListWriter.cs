using MovieAspire.Data.Bulk;
using MovieAspire.Data.Catalog;
using MovieAspire.Data.Documents;
using MovieAspire.Worker.Collect.Details;
using Npgsql;

namespace MovieAspire.Worker.Collect.Lists;

/// <summary>Writes what TMDB's lists and pages show of movies, and their documents.</summary>
internal sealed class ListWriter(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>Upserts the movies that no other list of the run has brought, and the list itself.</summary>
    /// <param name="list">For example "popular".</param>
    /// <param name="movies">Movies by what the list shows of them.</param>
    /// <param name="ranking">All ids of the list, best first.</param>
    /// <param name="isComplete">Whether movies that the ranking does not name have left the list.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    public async Task<BulkCounts> WriteAsync(
        string list, IReadOnlyList<MovieRow> movies, IReadOnlyList<int> ranking, bool isComplete, Guid run,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var counts = await UpsertAsync(connection, movies, run, now, cancellationToken);

        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(MovieTables.Lists.Upsert([.. ranking.Select((id, index) => new MovieListRow
        {
            List = list, MovieId = id, Rank = index + 1, RunId = run, SeenAt = now,
        })]));
        if (isComplete)
        {
            batch.BatchCommands.Add(new("DELETE FROM catalog.movie_lists WHERE list = $1 AND run_id <> $2")
            {
                Parameters = { new() { Value = list }, new() { Value = run } },
            });
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return counts;
    }

    /// <summary>Upserts movies by what a page shows of them, each once; they are in no list.</summary>
    public async Task<BulkCounts> WriteAsync(IReadOnlyList<MovieRow> movies, Guid run, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var counts = await UpsertAsync(connection, movies, run, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return counts;
    }

    private static async Task<BulkCounts> UpsertAsync(
        NpgsqlConnection connection, IReadOnlyList<MovieRow> movies, Guid run, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var ids = movies.Select(movie => movie.Id).ToArray();
        // A list may name a movie that the details call says is removed; only a details call brings it back.
        await MovieDocuments.LockAsync(connection, ids, cancellationToken);
        var detailed = (await connection.ReadAsync(
            [Detailed(ids)], row => KeyValuePair.Create(row.GetInt32(0), row.GetBoolean(1)), cancellationToken))[0].ToDictionary();
        var listed = movies.Where(movie => !detailed.TryGetValue(movie.Id, out var isRemoved) || !isRemoved).ToList();
        foreach (var movie in listed)
            (movie.LastRunId, movie.UpdatedAt) = (run, now);

        var byDetails = listed.ToLookup(movie => detailed.ContainsKey(movie.Id));
        var written = (await connection.ReadAsync(
            [MovieTables.Listed.Upsert([.. byDetails[false]]), MoveNumbers([.. byDetails[true]], run, now)],
            row => (Id: row.GetInt32(0), IsNew: row.GetBoolean(1)), cancellationToken)).SelectMany(rows => rows).ToList();
        var inserted = written.Count(movie => movie.IsNew);
        var given = await connection.IdsAsync([GiveGenres(listed)], cancellationToken);
        await MovieDocuments.WriteAsync(connection, [.. written.Select(movie => movie.Id).Union(given)], changed: true, now, cancellationToken);
        return new(inserted, written.Count - inserted, listed.Count - written.Count);
    }

    // Lists lag behind. An old title of theirs would stay for good: the next refresh finds the details as they were.
    private static NpgsqlBatchCommand MoveNumbers(IReadOnlyList<MovieRow> movies, Guid run, DateTimeOffset now) => new("""
        UPDATE catalog.movies m
        SET popularity = n.popularity, vote_average = n.vote_average, vote_count = n.vote_count, updated_at = $5, last_run_id = $6
        FROM unnest($1, $2, $3, $4) AS n (id, popularity, vote_average, vote_count)
        WHERE m.id = n.id
          AND (m.popularity, m.vote_average, m.vote_count) IS DISTINCT FROM (n.popularity, n.vote_average, n.vote_count)
        RETURNING m.id, false
        """)
    {
        Parameters =
        {
            MovieStatements.Values(movies, movie => movie.Id), MovieStatements.Values(movies, movie => movie.Popularity),
            MovieStatements.Values(movies, movie => movie.VoteAverage), MovieStatements.Values(movies, movie => movie.VoteCount),
            new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
            new NpgsqlParameter<Guid> { TypedValue = run },
        },
    };

    // Of movies without details, which say it better. A genre whose name nobody knows yet comes with them.
    private static NpgsqlBatchCommand GiveGenres(List<MovieRow> movies)
    {
        var genres = movies.SelectMany(movie => movie.Genres.Select(genre => (Movie: movie.Id, Genre: genre.Id))).ToList();
        return new("""
            INSERT INTO catalog.movie_genres (movie_id, genre_id)
            SELECT u.movie_id, u.genre_id FROM unnest($1, $2) AS u (movie_id, genre_id)
            JOIN catalog.movies m ON m.id = u.movie_id AND m.last_tmdb_update IS NULL
            JOIN catalog.genres g ON g.id = u.genre_id
            ORDER BY u.movie_id, u.genre_id
            ON CONFLICT DO NOTHING
            RETURNING movie_id
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<int[]> { TypedValue = [.. genres.Select(pair => pair.Movie)] },
                new NpgsqlParameter<int[]> { TypedValue = [.. genres.Select(pair => pair.Genre)] },
            },
        };
    }

    /// <summary>The movies that a details call has told about, and whether that TMDB removed them.</summary>
    private static NpgsqlBatchCommand Detailed(int[] ids) => new("""
        SELECT id, removed_at IS NOT NULL FROM catalog.movies
        WHERE id = ANY($1) AND (last_tmdb_update IS NOT NULL OR removed_at IS NOT NULL)
        """)
    {
        Parameters = { new NpgsqlParameter<int[]> { TypedValue = ids } },
    };
}

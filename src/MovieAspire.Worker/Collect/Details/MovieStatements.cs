using MovieAspire.Data.Bulk;
using MovieAspire.Data.Catalog;
using MovieAspire.Data.Documents;
using Npgsql;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>The statements of a batch of movies that are more than an upsert. All need the batch's transaction.</summary>
internal static class MovieStatements
{
    // Planned once for any number of rows, by indexes: a plan for the arrays at hand costs more than it brings, and one that
    // was made while the tables were empty would read all of them.
    public static NpgsqlBatchCommand PlanOnce() => new("SET LOCAL plan_cache_mode = force_generic_plan");

    /// <summary>The content hashes of movies that have details and are not removed.</summary>
    public static NpgsqlBatchCommand Hashes(int[] ids) => Command("""
        SELECT m.id, t.content_hash FROM catalog.movies m JOIN catalog.tmdb_movies t ON t.movie_id = m.id
        WHERE m.id = ANY($1) AND m.removed_at IS NULL
        """, new NpgsqlParameter<int[]> { TypedValue = ids });

    /// <summary>The content is the same: only the check times move, and the numbers that move daily.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Confirm(IReadOnlyList<MovieRow> movies, Guid run, DateTimeOffset now) =>
    [
        Command(
            "UPDATE catalog.tmdb_movies SET checked_at = $2, unchanged_cycles = unchanged_cycles + 1 WHERE movie_id = ANY($1)",
            Ids(movies), Value(now)),
        Command(
            """
            WITH numbers AS (
                SELECT u.*, (o.popularity, o.vote_average, o.vote_count)
                            IS DISTINCT FROM (u.popularity, u.vote_average, u.vote_count) AS moved
                FROM unnest($1, $2, $3, $4, $7) AS u (id, popularity, vote_average, vote_count, fetched_at) JOIN catalog.movies o USING (id)
            ), touched AS (
                UPDATE catalog.movie_documents d SET version = pg_current_xact_id(), changed_at = $5
                FROM numbers n WHERE d.movie_id = n.id AND n.moved
            ), searched AS (
                UPDATE catalog.search_documents s
                SET popularity = n.popularity, vote_average = n.vote_average, vote_count = n.vote_count
                FROM numbers n WHERE s.movie_id = n.id AND n.moved
            )
            UPDATE catalog.movies m
            SET last_tmdb_update = n.fetched_at, popularity = n.popularity, vote_average = n.vote_average, vote_count = n.vote_count,
                updated_at = CASE WHEN n.moved THEN $5 ELSE m.updated_at END,
                last_run_id = CASE WHEN n.moved THEN $6 ELSE m.last_run_id END
            FROM numbers n WHERE m.id = n.id
            """,
            Ids(movies), Values(movies, movie => movie.Popularity), Values(movies, movie => movie.VoteAverage),
            Values(movies, movie => movie.VoteCount), Value(now), Value(run), Values(movies, movie => movie.LastTmdbUpdate!.Value)),
    ];

    /// <summary>Movies among these whose IMDb id belongs to another one in the catalog.</summary>
    public static NpgsqlBatchCommand TakenImdbIds(IReadOnlyList<MovieRow> movies) => Command("""
        SELECT u.id FROM unnest($1, $2) AS u (id, imdb_id)
        WHERE EXISTS (SELECT FROM catalog.movies m WHERE m.imdb_id = u.imdb_id AND m.id <> u.id AND m.removed_at IS NULL)
        """, Ids(movies), Values(movies, movie => movie.ImdbId));

    /// <summary>Movies that were written without the IMDb id that another movie had get it once nobody has it any more.</summary>
    public static NpgsqlBatchCommand GiveImdbIds(IReadOnlyList<MovieRow> movies, Guid run, DateTimeOffset now) => Command("""
        UPDATE catalog.movies m SET imdb_id = n.imdb_id, updated_at = $3, last_run_id = $4
        FROM (SELECT imdb_id, min(id) AS id FROM unnest($1, $2) AS u (id, imdb_id)
              WHERE imdb_id IS NOT NULL GROUP BY imdb_id) n
        WHERE m.id = n.id AND m.imdb_id IS NULL
          AND NOT EXISTS (SELECT FROM catalog.movies o WHERE o.imdb_id = n.imdb_id AND o.removed_at IS NULL)
        RETURNING m.id
        """, Ids(movies), Values(movies, movie => movie.ImdbId), Value(now), Value(run));

    /// <summary>Errors that earlier runs had with these movies are history now.</summary>
    /// <param name="movies">The batch.</param>
    /// <param name="imdbIds">The IMDb id that TMDB gives to each.</param>
    /// <param name="duplicates">Movies whose IMDb id is another one's still, for which this run records an error of its own.</param>
    /// <param name="now">The time.</param>
    public static NpgsqlBatchCommand ResolveErrors(
        IReadOnlyList<MovieRow> movies, string?[] imdbIds, int[] duplicates, DateTimeOffset now) => Command("""
        UPDATE pipeline.run_errors e SET resolved_at = $3
        FROM unnest($1, $2) AS u (id, imdb_id) JOIN catalog.movies m ON m.id = u.id
        WHERE e.item = u.id::text AND e.resolved_at IS NULL
          AND (e.source = 'details'
               OR e.source = 'imdb-ids' AND (m.imdb_id IS NOT DISTINCT FROM u.imdb_id OR m.id = ANY($4)))
        """, Ids(movies), new NpgsqlParameter<string?[]> { TypedValue = imdbIds }, Value(now), Value(duplicates));

    /// <summary>TMDB answered 404: the movie is removed, once.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Remove(int id, Guid run, DateTimeOffset now) =>
    [
        Command("""
            UPDATE catalog.movies SET removed_at = $2, updated_at = $2, last_run_id = $3 WHERE id = $1 AND removed_at IS NULL
            RETURNING id
            """, Value(id), Value(now), Value(run)),
        MovieDocuments.Touch([id], now),
        Command("""
            UPDATE pipeline.run_errors SET resolved_at = $2
            WHERE source IN ('details', 'imdb-ids') AND item = $1::text AND resolved_at IS NULL
            """, Value(id), Value(now)),
    ];

    /// <summary>A movie's parts: those that it has are the only ones then.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Parts(IReadOnlyList<MovieRow> movies)
    {
        var ids = movies.Select(movie => movie.Id).ToArray();
        return
        [
            .. Replace(MovieTables.MovieGenres, movie => movie.Genres.Select(g => new MovieGenreRow { MovieId = movie.Id, GenreId = g.Id })),
            .. Replace(
                MovieTables.MovieKeywords, movie => movie.Keywords.Select(k => new MovieKeywordRow { MovieId = movie.Id, KeywordId = k.Id })),
            .. Replace(
                MovieTables.MovieCompanies, movie => movie.Companies.Select(c => new MovieCompanyRow { MovieId = movie.Id, CompanyId = c.Id })),
            .. Replace(MovieTables.Cast, movie => movie.Cast),
            .. Replace(MovieTables.Crew, movie => movie.Crew),
            .. Replace(MovieTables.Similar, movie => movie.Similar),
            .. Replace(MovieTables.AlternativeTitles, movie => movie.AlternativeTitles),
            MovieTables.Tmdb.Upsert([.. movies.Select(movie => movie.Tmdb!)]),
        ];

        IEnumerable<NpgsqlBatchCommand> Replace<T>(TableStatements<T> table, Func<MovieRow, IEnumerable<T>> parts) where T : class
        {
            var rows = movies.SelectMany(parts).ToList();
            return [table.DeleteOthers("movie_id", ids, rows), table.Upsert(rows)];
        }
    }

    private static NpgsqlParameter<int[]> Ids(IReadOnlyList<MovieRow> movies) => Values(movies, movie => movie.Id);

    internal static NpgsqlParameter<T[]> Values<T>(IReadOnlyList<MovieRow> movies, Func<MovieRow, T> value) =>
        new() { TypedValue = [.. movies.Select(value)] };

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    private static NpgsqlBatchCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
#pragma warning disable CA2100 // constants of this file
        var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        command.Parameters.AddRange(parameters);
        return command;
    }
}

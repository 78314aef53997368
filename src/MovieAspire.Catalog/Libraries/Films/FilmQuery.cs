using System.Diagnostics.CodeAnalysis;
using MovieAspire.Catalog.Libraries.Sessions;
using MovieAspire.Catalog.Movies;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Contracts.Libraries.V1;
using Npgsql;

namespace MovieAspire.Catalog.Libraries.Films;

/// <summary>
/// Pages of a library: films with their movies' documents in one statement, their viewings in another. Also read to the end,
/// page by page, by whoever writes all of a library.
/// </summary>
internal sealed class FilmQuery([FromKeyedServices(LibraryOptions.DataSourceKey)] NpgsqlDataSource dataSource)
{
    private const string From = """
        FROM libraries.films f
        LEFT JOIN libraries.matches x ON x.film_id = f.id
        LEFT JOIN catalog.movies m ON m.id = x.movie_id AND x.state = 'matched' AND m.last_tmdb_update IS NOT NULL
        """;

    private const string Columns = """
        f.id, f.name, f.year, f.uri, f.rating, f.rating_source, f.is_watched, f.is_watchlisted, f.is_liked, f.watched_on,
        x.state, x.level, x.movie_id, d.document, m.vote_average, m.vote_count
        """;

    [SuppressMessage("Security", "CA2100", Justification = "Composed of constants and placeholders only.")]
    public async Task<ListFilmsResponse> RunAsync(Guid session, FilmPage page, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var counted = new FilmConditions(session, page.Filter);
        var conditions = new FilmConditions(session, page.Filter);
        var (direction, comparison) = page.Order.Descending ? ("DESC", "<") : ("ASC", ">");
        if (page.After is { } after)
            conditions.Add($"({page.Order.Key}, f.id) {comparison} ({conditions.Value(after.Key)}::{page.Order.Type}, {conditions.Value(after.Id)})");

        await using var batch = new NpgsqlBatch(connection);
        var count = new NpgsqlBatchCommand($"SELECT count(*) {From} {counted.Join} WHERE {counted.Sql}");
        counted.AddTo(count.Parameters);
        batch.BatchCommands.Add(count);
        var select = $"""
            WITH page AS MATERIALIZED (
                SELECT f.id AS film_id, {page.Order.Key} AS key {From} {conditions.Join}
                WHERE {conditions.Sql}
                ORDER BY {page.Order.Key} {direction}, f.id {direction} LIMIT {conditions.Value(page.Limit + 1)} OFFSET {conditions.Value(page.Skip)})
            SELECT {Columns}, page.key::text
            {From.Replace("FROM libraries.films f", "FROM page JOIN libraries.films f ON f.id = page.film_id", StringComparison.Ordinal)}
            LEFT JOIN catalog.movie_documents d ON d.movie_id = m.id
            ORDER BY page.key {direction}, f.id {direction}
            """;
        var films = new NpgsqlBatchCommand(select);
        conditions.AddTo(films.Parameters);
        batch.BatchCommands.Add(films);

        var response = new ListFilmsResponse();
        await using (var row = await batch.ExecuteReaderAsync(cancellationToken))
        {
            await row.ReadAsync(cancellationToken);
            response.TotalCount = row.GetInt64(0);
            await row.NextResultAsync(cancellationToken);
            var key = "";
            while (await row.ReadAsync(cancellationToken))
            {
                // One more than asked for: it only says that there is a next page.
                if (response.Films.Count == page.Limit)
                {
                    response.NextCursor = FilmCursor.Encode(page.Sort, key, response.Films[^1].Id);
                    break;
                }

                response.Films.Add(Read(row));
                key = row.GetString(16);
            }
        }

        await AddViewingsAsync(connection, response, cancellationToken);
        return response;
    }

    private static Film Read(NpgsqlDataReader row)
    {
        var film = new Film
        {
            Id = row.GetInt64(0), Title = row.GetString(1), RatingSource = row.Text(5) ?? "", Watched = row.GetBoolean(6),
            Watchlist = row.GetBoolean(7), Liked = row.GetBoolean(8),
            MatchState = row.Text(10) is { } state ? MatchNames.StateOf(state) : MatchState.Pending,
            MatchLevel = row.Text(11) is { } level ? MatchNames.LevelOf(level) : MatchLevel.None,
        };
        if (row.Int32(2) is { } year)
            film.Year = year;
        if (row.Text(3) is { } uri)
            film.LetterboxdUri = uri;
        if (!row.IsDBNull(4))
            film.Rating = (double)row.GetDecimal(4);
        if (row.Date(9) is { } watched)
            film.WatchedDate = watched;
        if (film.MatchState == MatchState.Matched && row.Int32(12) is { } movie)
            film.TmdbId = movie;
        if (!row.IsDBNull(13))
            AddMovie(film, Movie.Parser.ParseFrom(row.GetFieldValue<byte[]>(13)), row.GetDouble(14), row.GetInt32(15));
        return film;
    }

    private static void AddMovie(Film film, Movie movie, double voteAverage, int voteCount)
    {
        film.TmdbEnriched = true;
        film.MovieTitle = movie.Summary.Title;
        film.Genres.AddRange(movie.Genres.Select(genre => genre.Name));
        film.Directors.AddRange(movie.Crew.Where(member => member.Job == "Director").Select(member => member.Name));
        film.Cast.AddRange(movie.Cast.Select(member => member.Name));
        if (movie.HasRuntime)
            film.Runtime = movie.Runtime;
        (film.VoteAverage, film.VoteCount) = (voteAverage, voteCount);
        if (movie.Summary.HasPosterPath)
            film.PosterPath = movie.Summary.PosterPath;
        if (movie.Summary.HasReleaseDate)
            film.ReleaseDate = movie.Summary.ReleaseDate;
        film.Overview = movie.Summary.Overview;
        if (movie.HasImdbId)
            film.ImdbId = movie.ImdbId;
        film.OriginalLanguage = movie.OriginalLanguage;
    }

    private static async Task AddViewingsAsync(NpgsqlConnection connection, ListFilmsResponse response, CancellationToken cancellationToken)
    {
        if (response.Films.Count == 0)
            return;
        var films = response.Films.ToDictionary(film => film.Id);
        await using var command = new NpgsqlCommand("""
            SELECT film_id, watched_on, rating, is_rewatch, tags, review, has_spoilers FROM libraries.entries
            WHERE film_id = ANY ($1) AND kind = 'viewing' ORDER BY film_id, watched_on DESC NULLS LAST, logged_on DESC NULLS LAST, key
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. films.Keys] });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var viewing = new Viewing { Rewatch = row.GetBoolean(3), HasSpoilers = row.GetBoolean(6) };
            if (row.Date(1) is { } watched)
                viewing.WatchedDate = watched;
            if (!row.IsDBNull(2))
                viewing.Rating = (double)row.GetDecimal(2);
            viewing.Tags.AddRange(row.GetFieldValue<string[]>(4));
            if (row.Text(5) is { } review)
                viewing.Review = review;

            var film = films[row.GetInt64(0)];
            film.Viewings.Add(viewing);
            film.Rewatch |= viewing.Rewatch;
            film.Tags.AddRange(viewing.Tags.Except(film.Tags, StringComparer.OrdinalIgnoreCase));
            if (!film.HasReview && viewing.HasReview)
                (film.Review, film.HasSpoilers) = (viewing.Review, viewing.HasSpoilers);
        }
    }
}

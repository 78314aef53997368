using System.Text.Json;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Contracts.Libraries.V1;
using MovieAspire.Libraries.Insight;
using MovieAspire.Worker.Libraries.Sessions;
using Npgsql;

namespace MovieAspire.Worker.Libraries.Insight;

/// <summary>Reads a library with its movies, and what the catalog knows around it.</summary>
internal sealed class LibraryReader(NpgsqlDataSource dataSource)
{
    private const string Movies = """
        SELECT m.id, d.document, m.vote_average, m.vote_count, coalesce(t.production_countries, '{}'), m.release_date
        FROM catalog.movies m JOIN catalog.movie_documents d ON d.movie_id = m.id LEFT JOIN catalog.tmdb_movies t ON t.movie_id = m.id
        WHERE m.id = ANY ($1) AND m.removed_at IS NULL
        """;

    // Documents are parsed one by one and dropped; a batch bounds what the statement holds.
    private const int Batch = 1_000;

    /// <summary>The matched films of a session, and how many are not matched.</summary>
    public async Task<(IReadOnlyList<LibraryFilm> Films, int Unmatched)> ReadAsync(LibrarySession session, CancellationToken cancellationToken)
    {
        var films = new List<LibraryFilm>();
        var unmatched = 0;
        var viewings = await ViewingsAsync(session, cancellationToken);
        await using (var command = dataSource.CreateCommand("""
            SELECT f.id, CASE WHEN x.state = 'matched' AND x.is_settled THEN x.movie_id END, f.name, f.year, f.rating, f.is_watched, f.is_watchlisted,
                   f.is_liked, f.logged_on
            FROM libraries.films f LEFT JOIN libraries.matches x ON x.film_id = f.id WHERE f.session_id = $1
            """))
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session.Id });
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                if (row.IsDBNull(1))
                {
                    unmatched++;
                    continue;
                }

                var seen = viewings[row.GetInt64(0)].ToList();
                films.Add(new()
                {
                    Id = row.GetInt64(0), MovieId = row.GetInt32(1), Title = row.GetString(2), Year = row.IsDBNull(3) ? null : row.GetInt32(3),
                    Rating = row.IsDBNull(4) ? null : (double)row.GetDecimal(4), IsWatched = row.GetBoolean(5), IsWatchlisted = row.GetBoolean(6),
                    IsLiked = row.GetBoolean(7), LoggedOn = row.IsDBNull(8) ? null : row.GetFieldValue<DateOnly>(8),
                    Viewings = seen.ConvertAll(viewing => viewing.Viewing), Reviews = seen.Count(viewing => viewing.HasReview),
                });
            }
        }

        var movies = await MoviesAsync([.. films.Select(film => film.MovieId)], cancellationToken);
        return ([.. films.Where(film => movies.ContainsKey(film.MovieId)).Select(film => movies[film.MovieId] with
        {
            Id = film.Id, Rating = film.Rating, IsWatched = film.IsWatched, IsWatchlisted = film.IsWatchlisted, IsLiked = film.IsLiked,
            LoggedOn = film.LoggedOn, Viewings = film.Viewings, Reviews = film.Reviews, Year = movies[film.MovieId].Year ?? film.Year,
        })], unmatched);
    }

    /// <summary>Movies as films that nobody has seen, by TMDB id.</summary>
    public async Task<IReadOnlyDictionary<int, LibraryFilm>> MoviesAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken)
    {
        var movies = new Dictionary<int, LibraryFilm>();
        foreach (var batch in ids.Distinct().Chunk(Batch))
        {
            await using var command = dataSource.CreateCommand(Movies);
            command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = batch });
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
                movies[row.GetInt32(0)] = ToFilm(row);
        }

        return movies;
    }

    /// <summary>What to watch after movies, as it was published last; movies without a list are left out.</summary>
    public async Task<IReadOnlyDictionary<int, MovieList>> ListsAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT movie_id, movie_ids, scores, reasons::text FROM analytics.recommendation_lists
            WHERE version = (SELECT max(version) FROM analytics.recommendation_versions WHERE published_at IS NOT NULL) AND movie_id = ANY ($1)
            """);
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. ids] });
        var lists = new Dictionary<int, MovieList>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var (movies, scores) = (row.GetFieldValue<int[]>(1), row.GetFieldValue<float[]>(2));
            using var reasons = JsonDocument.Parse(row.GetString(3));
            lists[row.GetInt32(0)] = new(row.GetInt32(0), [.. movies.Select((movie, i) => new ListedMovie(movie, scores[i], ReasonsOf(reasons.RootElement[i])))]);
        }

        return lists;
    }

    /// <summary>The best rated movies of genres that are widely known, without some: what is recommended to whom nothing is known of.</summary>
    public async Task<IReadOnlyList<int>> PopularAsync(IReadOnlyCollection<string> genres, IReadOnlyCollection<int> without, int limit, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT m.id FROM catalog.movies m LEFT JOIN analytics.movie_ratings r ON r.movie_id = m.id
            WHERE m.removed_at IS NULL AND NOT m.adult AND m.last_tmdb_update IS NOT NULL AND m.id <> ALL ($1)
              AND m.id IN (SELECT id FROM catalog.movies WHERE removed_at IS NULL ORDER BY vote_count DESC, id DESC LIMIT 2000)
            ORDER BY EXISTS (SELECT FROM catalog.movie_genres mg JOIN catalog.genres g ON g.id = mg.genre_id
                             WHERE mg.movie_id = m.id AND g.name = ANY ($2)) DESC,
                     coalesce(r.weighted_rating, m.vote_average) DESC, m.id LIMIT $3
            """);
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. without] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. genres] });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return await IdsAsync(command, cancellationToken);
    }

    /// <summary>The votes at each per cent of all movies with votes, fewest first.</summary>
    public async Task<IReadOnlyList<int>> VoteStepsAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT unnest(percentile_disc((SELECT array_agg(step / 100.0 ORDER BY step) FROM generate_series(1, 99) AS step))
                          WITHIN GROUP (ORDER BY vote_count))
            FROM catalog.movies WHERE vote_count > 0 AND removed_at IS NULL
            """);
        return await IdsAsync(command, cancellationToken);
    }

    /// <summary>The released parts of collections, in order of release.</summary>
    public async Task<ILookup<int, LibraryFilm>> PartsAsync(IReadOnlyCollection<int> collections, DateOnly today, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT collection_id, id, title, extract(year FROM release_date)::integer, vote_average, vote_count, poster_path, release_date FROM catalog.movies
            WHERE collection_id = ANY ($1) AND removed_at IS NULL AND release_date <= $2 ORDER BY collection_id, release_date, id
            """);
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. collections] });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = today });
        var parts = new List<LibraryFilm>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            parts.Add(new()
            {
                Id = 0, CollectionId = row.GetInt32(0), MovieId = row.GetInt32(1), Title = row.GetString(2), Year = row.GetInt32(3),
                VoteAverage = row.GetDouble(4), VoteCount = row.GetInt32(5), PosterPath = row.IsDBNull(6) ? null : row.GetString(6),
                ReleaseDate = row.GetFieldValue<DateOnly>(7),
            });
        }

        return parts.ToLookup(part => part.CollectionId);
    }

    /// <summary>Released movies of the catalog of each person in a role, and the person's picture.</summary>
    public async Task<IReadOnlyDictionary<int, (int Movies, string? Profile)>> WorkAsync(
        IReadOnlyCollection<int> people, string role, DateOnly today, CancellationToken cancellationToken)
    {
        // One of four constants. Of the cast those count whom a movie's document has: what was seen is read there.
        var credits = role switch
        {
            "actor" => "SELECT movie_id, person_id FROM catalog.movie_cast WHERE person_id = ANY ($1) AND is_top",
            "director" => "SELECT movie_id, person_id FROM catalog.movie_crew WHERE person_id = ANY ($1) AND job = 'Director'",
            "writer" => "SELECT DISTINCT movie_id, person_id FROM catalog.movie_crew WHERE person_id = ANY ($1) AND job IN ('Writer', 'Screenplay', 'Story')",
            _ => "SELECT movie_id, person_id FROM catalog.movie_crew WHERE person_id = ANY ($1) AND job = 'Original Music Composer'",
        };
#pragma warning disable CA2100
        await using var command = dataSource.CreateCommand($"""
            SELECT p.id, count(DISTINCT m.id)::integer, p.profile_path
            FROM ({credits}) c JOIN catalog.movies m ON m.id = c.movie_id AND m.removed_at IS NULL AND m.release_date <= $2
            JOIN catalog.people p ON p.id = c.person_id GROUP BY p.id
            """);
#pragma warning restore CA2100
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. people] });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = today });
        var work = new Dictionary<int, (int, string?)>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            work[row.GetInt32(0)] = (row.GetInt32(1), row.IsDBNull(2) ? null : row.GetString(2));
        return work;
    }

    private static LibraryFilm ToFilm(NpgsqlDataReader row)
    {
        var movie = Movie.Parser.ParseFrom(row.GetFieldValue<byte[]>(1));
        var released = row.IsDBNull(5) ? (DateOnly?)null : row.GetFieldValue<DateOnly>(5);
        return new()
        {
            Id = 0, MovieId = row.GetInt32(0), Title = movie.Summary.Title, Year = released?.Year, ReleaseDate = released,
            Runtime = movie.HasRuntime ? movie.Runtime : null, Genres = [.. movie.Genres.Select(genre => genre.Name)],
            Countries = row.GetFieldValue<string[]>(4), Language = movie.OriginalLanguage,
            Directors = Crew(movie, "Director"), Writers = Crew(movie, "Writer", "Screenplay", "Story"), Composers = Crew(movie, "Original Music Composer"),
            Actors = [.. movie.Cast.Select(member => new Contributor(member.Id, member.Name))],
            CollectionId = movie.Collection?.Id ?? 0, CollectionName = movie.Collection?.Name ?? "",
            VoteAverage = row.GetDouble(2), VoteCount = row.GetInt32(3), PosterPath = movie.Summary.HasPosterPath ? movie.Summary.PosterPath : null,
        };
    }

    private static Contributor[] Crew(Movie movie, params string[] jobs) =>
        [.. movie.Crew.Where(member => jobs.Contains(member.Job)).DistinctBy(member => member.Id).Select(member => new Contributor(member.Id, member.Name))];

    private async Task<ILookup<long, (FilmViewing Viewing, bool HasReview)>> ViewingsAsync(LibrarySession session, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT film_id, watched_on, rating, is_rewatch, review IS NOT NULL FROM libraries.entries
            WHERE session_id = $1 AND kind = 'viewing' ORDER BY film_id, watched_on NULLS FIRST, logged_on, key
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session.Id });
        var viewings = new List<(long Film, (FilmViewing, bool) Viewing)>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var viewing = new FilmViewing(
                row.IsDBNull(1) ? null : row.GetFieldValue<DateOnly>(1), row.IsDBNull(2) ? null : (double)row.GetDecimal(2), row.GetBoolean(3));
            viewings.Add((row.GetInt64(0), (viewing, row.GetBoolean(4))));
        }

        return viewings.ToLookup(pair => pair.Film, pair => pair.Viewing);
    }

    private static List<PersonalReason> ReasonsOf(JsonElement reasons)
    {
        var found = new List<PersonalReason>();
        foreach (var element in reasons.EnumerateArray())
        {
            var reason = new PersonalReason { Kind = element.GetProperty("kind").GetString() ?? "" };
            if (element.TryGetProperty("names", out var names))
                reason.Names.AddRange(names.EnumerateArray().Select(name => name.GetString() ?? ""));
            found.Add(reason);
        }

        return found;
    }

    private static async Task<IReadOnlyList<int>> IdsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var ids = new List<int>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            ids.Add(row.GetInt32(0));
        return ids;
    }
}

using System.Globalization;
using MovieAspire.Contracts.Catalog.V1;
using Npgsql;

namespace MovieAspire.Data.Documents;

/// <summary>
/// All that the rows of the catalog say about movies, but for what changes all the time: popularity, votes, ratings,
/// trending, freezing and the times of updates. The same rows make the same messages, whatever the database's collation.
/// </summary>
/// <param name="Movie">With the whole cast.</param>
/// <param name="IsRemoved">Whether TMDB removed it.</param>
public sealed record MovieFacts(Movie Movie, bool IsRemoved)
{
    // One statement for each part; $1 is the array of ids, and the first column the movie's id.
    private static readonly string[] Parts =
    [
        """
        SELECT m.id, m.title, m.release_date, m.overview, m.poster_path, m.backdrop_path, m.runtime, m.budget, m.revenue,
               m.tagline, m.status, m.imdb_id, m.original_title, m.original_language, m.trailer_key, m.premiere_year,
               c.id, c.name,
               o.movie_id IS NOT NULL, o.imdb_rating, o.imdb_votes, o.rotten_tomatoes, o.metacritic, o.awards,
               o.box_office, o.rated, o.director, o.actors, m.removed_at IS NOT NULL
        FROM catalog.movies m
        LEFT JOIN catalog.collections c ON c.id = m.collection_id
        LEFT JOIN catalog.omdb_movies o ON o.movie_id = m.id
        WHERE m.id = ANY($1)
        """,
        """
        SELECT mg.movie_id, g.id, g.name
        FROM catalog.movie_genres mg JOIN catalog.genres g ON g.id = mg.genre_id
        WHERE mg.movie_id = ANY($1)
        """,
        """
        SELECT c.movie_id, p.id, p.name, c.character, c.billing_order, p.profile_path
        FROM catalog.movie_cast c JOIN catalog.people p ON p.id = c.person_id
        WHERE c.movie_id = ANY($1)
        """,
        """
        SELECT c.movie_id, p.id, p.name, c.job, c.department
        FROM catalog.movie_crew c JOIN catalog.people p ON p.id = c.person_id
        WHERE c.movie_id = ANY($1)
        """,
        """
        SELECT mk.movie_id, k.id, k.name
        FROM catalog.movie_keywords mk JOIN catalog.keywords k ON k.id = mk.keyword_id
        WHERE mk.movie_id = ANY($1)
        """,
        """
        SELECT mc.movie_id, c.id, c.name
        FROM catalog.movie_companies mc JOIN catalog.companies c ON c.id = mc.company_id
        WHERE mc.movie_id = ANY($1)
        """,
        "SELECT movie_id, similar_movie_id FROM catalog.similar_movies WHERE movie_id = ANY($1) ORDER BY movie_id, rank",
        "SELECT DISTINCT movie_id, title FROM catalog.alternative_titles WHERE movie_id = ANY($1)",
    ];

    /// <summary>
    /// What there is of the movies <paramref name="ids"/>, in the order of their ids. The caller's transaction must keep the
    /// rows as they are meanwhile: by locks on the movies, or by a snapshot.
    /// </summary>
    public static async Task<IReadOnlyList<MovieFacts>> ReadAsync(
        NpgsqlConnection connection, int[] ids, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in Parts)
            batch.BatchCommands.Add(new(sql) { Parameters = { new NpgsqlParameter<int[]> { TypedValue = ids } } });

        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        var movies = new SortedDictionary<int, MovieFacts>();
        while (await row.ReadAsync(cancellationToken))
            movies.Add(row.GetInt32(0), new(ReadMovie(row), row.GetBoolean(28)));

        await AddAsync(movie => movie.Genres.Add(new Genre { Id = row.GetInt32(1), Name = row.GetString(2) }));
        await AddAsync(movie => movie.Cast.Add(ReadCastMember(row)));
        await AddAsync(movie => movie.Crew.Add(new CrewMember
        {
            Id = row.GetInt32(1), Name = row.GetString(2), Job = row.GetString(3), Department = row.GetString(4),
        }));
        await AddAsync(movie => movie.Keywords.Add(new Keyword { Id = row.GetInt32(1), Name = row.GetString(2) }));
        await AddAsync(movie => movie.Companies.Add(new Company { Id = row.GetInt32(1), Name = row.GetString(2) }));
        await AddAsync(movie => movie.SimilarMovieIds.Add(row.GetInt32(1)));
        await AddAsync(movie => movie.AlternativeTitles.Add(row.GetString(1)));
        foreach (var facts in movies.Values)
            Order(facts.Movie);
        return [.. movies.Values];

        async Task AddAsync(Action<Movie> add)
        {
            await row.NextResultAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                // A movie that came in between the first statement and this one comes as a whole next time.
                if (movies.TryGetValue(row.GetInt32(0), out var facts))
                    add(facts.Movie);
            }
        }
    }

    // Here and not in SQL, whose order of texts is another one in every database. Directors come first.
    private static void Order(Movie movie)
    {
        Sort(movie.Genres, (a, b) => Compare(a.Name, b.Name, a.Id, b.Id));
        Sort(movie.Cast, (a, b) => (a.Order, a.Id).CompareTo((b.Order, b.Id)));
        Sort(movie.Crew, (a, b) => (a.Job != "Director").CompareTo(b.Job != "Director") is not 0 and var director ? director
            : string.CompareOrdinal(a.Department, b.Department) is not 0 and var department ? department
            : Compare(a.Job, b.Job, a.Id, b.Id));
        Sort(movie.Keywords, (a, b) => Compare(a.Name, b.Name, a.Id, b.Id));
        Sort(movie.Companies, (a, b) => Compare(a.Name, b.Name, a.Id, b.Id));
        Sort(movie.AlternativeTitles, string.CompareOrdinal);

        static int Compare(string a, string b, int idA, int idB) =>
            string.CompareOrdinal(a, b) is not 0 and var byText ? byText : idA.CompareTo(idB);

        static void Sort<T>(Google.Protobuf.Collections.RepeatedField<T> parts, Comparison<T> comparison)
        {
            if (parts.Count < 2)
                return;

            var sorted = parts.ToList();
            sorted.Sort(comparison);
            parts.Clear();
            parts.Add(sorted);
        }
    }

    private static Movie ReadMovie(NpgsqlDataReader row)
    {
        var movie = new Movie
        {
            Summary = new() { Id = row.GetInt32(0), Title = row.GetString(1), Overview = row.GetString(3) },
            Status = row.GetString(10),
            OriginalTitle = row.GetString(12),
            OriginalLanguage = row.GetString(13),
        };
        if (Value<DateOnly>(row, 2) is { } released)
            movie.Summary.ReleaseDate = released.ToString("O", CultureInfo.InvariantCulture);
        if (Text(row, 4) is { } posterPath)
            movie.Summary.PosterPath = posterPath;
        if (Text(row, 5) is { } backdropPath)
            movie.BackdropPath = backdropPath;
        if (Value<int>(row, 6) is { } runtime)
            movie.Runtime = runtime;
        if (Value<long>(row, 7) is { } budget)
            movie.Budget = budget;
        if (Value<long>(row, 8) is { } revenue)
            movie.Revenue = revenue;
        if (Text(row, 9) is { } tagline)
            movie.Tagline = tagline;
        if (Text(row, 11) is { } imdbId)
            movie.ImdbId = imdbId;
        if (Text(row, 14) is { } trailerKey)
            movie.TrailerKey = trailerKey;
        if (Value<int>(row, 15) is { } premiereYear)
            movie.PremiereYear = premiereYear;
        if (Value<int>(row, 16) is { } collection)
            movie.Collection = new() { Id = collection, Name = row.GetString(17) };
        if (row.GetBoolean(18))
            movie.Omdb = ReadOmdb(row);
        return movie;
    }

    private static OmdbFacts ReadOmdb(NpgsqlDataReader row)
    {
        var omdb = new OmdbFacts();
        if (Value<double>(row, 19) is { } imdbRating)
            omdb.ImdbRating = imdbRating;
        if (Value<int>(row, 20) is { } imdbVotes)
            omdb.ImdbVotes = imdbVotes;
        if (Value<int>(row, 21) is { } rottenTomatoes)
            omdb.RottenTomatoes = rottenTomatoes;
        if (Value<int>(row, 22) is { } metacritic)
            omdb.Metacritic = metacritic;
        if (Text(row, 23) is { } awards)
            omdb.Awards = awards;
        if (Value<long>(row, 24) is { } boxOffice)
            omdb.BoxOffice = boxOffice;
        if (Text(row, 25) is { } rated)
            omdb.Rated = rated;
        if (Text(row, 26) is { } director)
            omdb.Director = director;
        if (Text(row, 27) is { } actors)
            omdb.Actors = actors;
        return omdb;
    }

    private static CastMember ReadCastMember(NpgsqlDataReader row)
    {
        var member = new CastMember
        {
            Id = row.GetInt32(1), Name = row.GetString(2), Character = row.GetString(3), Order = row.GetInt32(4),
        };
        if (Text(row, 5) is { } profilePath)
            member.ProfilePath = profilePath;
        return member;
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static T? Value<T>(NpgsqlDataReader row, int column) where T : struct =>
        row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);
}

using MovieAspire.Libraries.Matching;
using MovieAspire.Text.Titles;
using MovieAspire.Worker.Libraries.Sessions;
using Npgsql;

namespace MovieAspire.Worker.Libraries.Matching;

/// <summary>The movies of the catalog that films may be: for many films at once, by the keys that search finds titles by.</summary>
internal sealed class CatalogCandidates(NpgsqlDataSource dataSource)
{
    // "Home" and "Love" have hundreds of movies: the best known of each key are enough to see that there is no telling.
    private const int PerKey = 100;

    // OFFSET 0: by the index of keys and by ids, whatever the planner thinks of a catalog that has just come; else it would read all
    // movies for each key.
    private const string Sql = """
        SELECT k.key, m.id, m.title, m.original_title, m.release_date, m.premiere_year, m.vote_count, m.popularity, m.poster_path, s.names,
               m.last_tmdb_update IS NULL
        FROM unnest($1) AS k (key)
        CROSS JOIN LATERAL (
            SELECT d.* FROM (SELECT movie_id, names, vote_count FROM catalog.search_documents WHERE keys @> ARRAY[k.key] OFFSET 0) d
            ORDER BY d.vote_count DESC, d.movie_id LIMIT $2) s
        CROSS JOIN LATERAL (SELECT * FROM catalog.movies WHERE id = s.movie_id OFFSET 0) m
        WHERE m.removed_at IS NULL
        """;

    /// <summary>The candidates of each film, by the film's id; films without any are left out.</summary>
    public async Task<ILookup<long, MovieCandidate>> FindAsync(IReadOnlyCollection<SessionFilm> films, CancellationToken cancellationToken)
    {
        var keys = films.ToDictionary(film => film.Id, film => TitleKeys.All(film.Name));
        var byKey = await ReadAsync([.. keys.Values.SelectMany(all => all).Distinct(StringComparer.Ordinal)], cancellationToken);
        return keys.SelectMany(film => film.Value.SelectMany(key => byKey[key]).DistinctBy(movie => movie.Id).Select(movie => (film.Key, movie)))
            .ToLookup(pair => pair.Key, pair => pair.movie);
    }

    private async Task<ILookup<string, MovieCandidate>> ReadAsync(string[] keys, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = keys });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PerKey });
        var found = new List<(string Key, MovieCandidate Movie)>();
        var movies = new Dictionary<int, MovieCandidate>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var id = row.GetInt32(1);
            if (!movies.TryGetValue(id, out var movie))
                movies[id] = movie = Read(row, id);
            found.Add((row.GetString(0), movie));
        }

        return found.ToLookup(pair => pair.Key, pair => pair.Movie, StringComparer.Ordinal);
    }

    private static MovieCandidate Read(NpgsqlDataReader row, int id) => new(
        id, row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4),
        row.IsDBNull(5) ? null : row.GetInt32(5), row.GetInt32(6))
    {
        Popularity = row.GetDouble(7), PosterPath = row.IsDBNull(8) ? null : row.GetString(8),
        // The title and the original title stand first; both are there already.
        AlternativeTitles = row.GetFieldValue<string[]>(9), IsTitleOnly = row.GetBoolean(10) && row.IsDBNull(4),
    };
}

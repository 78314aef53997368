using MovieAspire.Text.Titles;
using MovieAspire.Worker.Libraries.Sessions;
using Npgsql;

namespace MovieAspire.Worker.Libraries.Matching;

/// <summary>What other owners chose for a film.</summary>
/// <param name="Movie">TMDB id; null for none of the movies.</param>
/// <param name="Owners">How many chose it: more than chose anything else.</param>
internal readonly record struct PeoplesChoice(int? Movie, int Owners);

/// <summary>What most owners chose for films, by the films' addresses, or by name and year where there is none.</summary>
internal sealed class PeoplesChoices(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        WITH votes AS (
            SELECT f.film_id, c.movie_id, count(*)::integer AS owners
            FROM unnest($1, $2, $3, $4) AS f (film_id, uri, title_key, year)
            JOIN libraries.choices c ON c.uri = f.uri OR (f.uri IS NULL AND c.title_key = f.title_key AND c.year IS NOT DISTINCT FROM f.year)
            GROUP BY f.film_id, c.movie_id)
        SELECT film_id, movie_id, owners FROM votes v
        WHERE NOT EXISTS (SELECT FROM votes o WHERE o.film_id = v.film_id AND o.movie_id IS DISTINCT FROM v.movie_id AND o.owners >= v.owners)
        """;

    public async Task<IReadOnlyDictionary<long, PeoplesChoice>> FindAsync(IReadOnlyCollection<SessionFilm> films, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. films.Select(film => film.Id)] });
        command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = [.. films.Select(film => film.Uri)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. films.Select(film => TitleKeys.Exact(film.Name))] });
        command.Parameters.Add(new NpgsqlParameter<int?[]> { TypedValue = [.. films.Select(film => film.Year)] });
        var choices = new Dictionary<long, PeoplesChoice>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            choices[row.GetInt64(0)] = new(row.IsDBNull(1) ? null : row.GetInt32(1), row.GetInt32(2));
        return choices;
    }
}

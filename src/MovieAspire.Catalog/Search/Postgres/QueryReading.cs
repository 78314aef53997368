using Npgsql;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>
/// A request as the database understands it: its query folded, and the ids of its genres. Read first, because the
/// planner must see them: how many movies match differs a thousandfold between words. Compilation and parallel workers,
/// which would cost more than the search, are switched off for the transaction at hand.
/// </summary>
/// <param name="Words">Of the query.</param>
/// <param name="Genres">The ids of each genre asked for; none for a genre that there is not.</param>
internal sealed record QueryReading(QueryWords Words, IReadOnlyList<int[]> Genres)
{
    public static async Task<QueryReading> ReadAsync(
        NpgsqlConnection connection, SearchPage page, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT catalog.fold($1), set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true), ARRAY(
                SELECT asked.place || ':' || g.id
                FROM unnest($2) WITH ORDINALITY AS asked (name, place)
                JOIN catalog.genres g ON lower(g.name) = lower(asked.name) OR g.id::text = asked.name)
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = page.Query });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. page.Filter.Genres] });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);

        var found = reader.GetFieldValue<string[]>(3)
            .Select(pair => Array.ConvertAll(pair.Split(':'), int.Parse))
            .ToLookup(pair => pair[0], pair => pair[1]);
        return new(
            new(reader.GetString(0), lastIsPrefix: !char.IsWhiteSpace(page.Query[^1])),
            [.. Enumerable.Range(1, page.Filter.Genres.Count).Select(place => found[place].ToArray())]);
    }
}

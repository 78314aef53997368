using Npgsql;

namespace MovieAspire.Benchmarks.Serve;

/// <summary>What is asked for in one scenario.</summary>
/// <param name="Name">For people.</param>
/// <param name="Distinct">Addresses of which none repeats before many thousands: nothing is cached.</param>
/// <param name="Popular">Few addresses, asked for again and again.</param>
/// <param name="Encoding">The way of packing that is accepted; null for none.</param>
/// <param name="Crowd">Connections of a crowd that is measured as well; 0 for none.</param>
internal sealed record Scenario(
    string Name, IReadOnlyList<string> Distinct, IReadOnlyList<string> Popular, string? Encoding = null, int Crowd = 0);

/// <summary>The scenarios, out of the movies that there are.</summary>
internal static class Addresses
{
    private static readonly string[] Sorts = ["popularity.desc", "release_date.desc", "vote_average.desc", "vote_count.desc", "revenue.desc", "title.asc"];

    public static async Task<IReadOnlyList<Scenario>> ReadAsync(ServingSystem system)
    {
        var ids = await ReadAsync(system.Database, "SELECT id::text FROM catalog.movies WHERE removed_at IS NULL ORDER BY md5(id::text)");
        var people = await ReadAsync(system.Database, "SELECT id::text FROM catalog.people ORDER BY md5(id::text)");
        var genres = await ReadAsync(system.Database, "SELECT name FROM catalog.genres ORDER BY id");
        var words = await ReadAsync(system.Database, """
            SELECT word FROM (
                SELECT DISTINCT unnest(regexp_split_to_array(lower(title), '[^a-z]+')) AS word
                FROM catalog.movies TABLESAMPLE SYSTEM (10)) words
            WHERE length(word) > 3 ORDER BY md5(word) LIMIT 2000
            """);
        var titles = await ReadAsync(system.Database, "SELECT title FROM catalog.movies WHERE removed_at IS NULL GROUP BY title ORDER BY md5(title)");

        return
        [
            new("GET /movies/{id}", [.. ids.Select(id => $"/movies/{id}")], [.. ids.Take(1000).Select(id => $"/movies/{id}")]),
            new("GET /movies?genre=, first pages",
                [.. from limit in Enumerable.Range(10, 21) from offset in Enumerable.Range(0, 9) from sort in Sorts from genre in genres
                    select $"/movies?genre={Escape(genre)}&sort={sort}&limit={limit}&offset={offset * 20}"],
                [.. genres.Select(genre => $"/movies?genre={Escape(genre)}")]),
            new("GET /movies?genre=&min_votes=",
                [.. from limit in Enumerable.Range(10, 21) from votes in Enumerable.Range(0, 500) from genre in genres
                    select $"/movies?genre={Escape(genre)}&min_votes={votes}&limit={limit}"],
                [.. genres.Select(genre => $"/movies?genre={Escape(genre)}&min_votes=10")]),
            new("GET /movies/trending",
                // Pages of about twenty, which is the default.
                [.. from offset in Enumerable.Range(0, 500) from limit in Enumerable.Range(10, 21) select $"/movies/trending?limit={limit}&offset={offset}"],
                ["/movies/trending"]),
            new("GET /movies/trending, deep",
                [.. from offset in Enumerable.Range(500, 500) from limit in Enumerable.Range(10, 21) select $"/movies/trending?limit={limit}&offset={offset}"],
                ["/movies/trending?offset=900"]),
            new("GET /people/{id}", [.. people.Select(id => $"/people/{id}")], [.. people.Take(1000).Select(id => $"/people/{id}")]),
            // What people type most, and what costs most: a word alone, which hundreds of movies have.
            new("GET /search, a title",
                [.. titles.Select(title => $"/search?q={Escape(title)}")], [.. titles.Take(100).Select(title => $"/search?q={Escape(title)}")]),
            new("GET /search, a word",
                [.. from year in Enumerable.Range(1900, 60) from word in words select $"/search?q={word}&year_from={year}"],
                [.. words.Take(100).Select(word => $"/search?q={word}")], Crowd: 512),
            // As browsers ask for them.
            new("page: home", [.. Enumerable.Range(0, 100_000).Select(number => $"/?{number}")], ["/"], "br"),
            new("page: film", [.. ids.Select(id => $"/film/{id}")], [.. ids.Take(1000).Select(id => $"/film/{id}")], "br"),
        ];
    }

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private static async Task<List<string>> ReadAsync(NpgsqlDataSource database, string sql)
    {
#pragma warning disable CA2100 // constants of this file
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        var texts = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            texts.Add(reader.GetString(0));
        return texts;
    }
}

using MovieAspire.Catalog.Search;
using MovieAspire.Catalog.Search.Postgres;
using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Data.Search;
using Npgsql;

namespace MovieAspire.Catalog.Tests.Search;

/// <summary>
/// A part of what <c>dotnet dev.cs bench search --quality</c> measures, over movies that have nothing but the titles in its
/// queries.tsv: without people, and with votes that only say which of several titles a beginning means.
/// </summary>
public class SearchQualityTests
{
    private const int Every = 3;
    private const int Depth = 20;

    private sealed record Query(string Kind, string Text, string Expected, int? Year);

    [Fact]
    public async Task The_right_title_is_first_for_nearly_every_query_of_every_class()
    {
        var all = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "queries.tsv")).Select(line => line.Split('\t'))
            .Select(cells => new Query(cells[0], cells[1], cells[2], cells.Length > 3 ? int.Parse(cells[3], null) : null))
            .Where(query => query.Kind is not "actor").ToList();
        await using var database = NpgsqlDataSource.Create(await MovieDatabase.CreateAsync());
        var movies = await WriteMoviesAsync(database, all);
        var engine = new PostgresEngine(database, TimeProvider.System);

        var ranks = new List<(Query Query, double Rank)>();
        foreach (var query in all.Where((query, place) => place % Every == 0 && query.Kind is not "director and word"))
        {
            var hits = (await engine.SearchAsync(SearchPage.Parse(new() { Query = query.Text, Limit = Depth }), CancellationToken.None)).Hits;
            var place = hits.ToList().FindIndex(hit => movies[hit.Id] == (query.Expected, query.Year ?? movies[hit.Id].Year));
            ranks.Add((query, place < 0 ? 0 : 1.0 / (place + 1)));
        }

        var missed = string.Join("; ", ranks.Where(entry => entry.Rank < 1).Select(entry => $"{entry.Query.Kind}: {entry.Query.Text} {entry.Rank:N2}"));
        Assert.True(ranks.Count > 350);
        Assert.All(ranks.GroupBy(entry => entry.Query.Kind), kind => Assert.True(
            kind.Average(entry => entry.Rank) >= 0.96, $"{kind.Key}: {kind.Average(entry => entry.Rank):N3}. {missed}"));
        Assert.True(ranks.Average(entry => entry.Rank) >= 0.99, missed);
    }

    private static async Task<Dictionary<int, (string Title, int? Year)>> WriteMoviesAsync(NpgsqlDataSource database, List<Query> queries)
    {
        var titles = queries.Select(query => (Title: query.Expected, query.Year)).Distinct().ToList();
        var known = queries.Where(query => query.Kind.StartsWith("beginning", StringComparison.Ordinal)).Select(query => query.Expected).ToHashSet();
        await using (var command = database.CreateCommand("""
            INSERT INTO catalog.movies (id, title, original_title, release_date, vote_count)
            SELECT id, title, title, make_date(year, 6, 15), votes FROM unnest($1, $2, $3, $4) AS m (id, title, year, votes)
            """))
        {
            command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. titles.Select((_, place) => place + 1)] });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. titles.Select(title => title.Title)] });
            command.Parameters.Add(new NpgsqlParameter<int?[]> { TypedValue = [.. titles.Select(title => title.Year)] });
            command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. titles.Select(title => known.Contains(title.Title) ? 1_000 : 100)] });
            await command.ExecuteNonQueryAsync();
        }

        await MovieDatabase.ProjectAsync(database.ConnectionString);
        await using var connection = await database.OpenConnectionAsync();
        await SearchVocabulary.CountAsync(connection, CancellationToken.None);
        return titles.Select((title, place) => (title, place)).ToDictionary(entry => entry.place + 1, entry => entry.title);
    }
}

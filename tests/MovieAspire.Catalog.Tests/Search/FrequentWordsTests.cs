using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Tests.Search;

/// <summary>Four thousand movies that have a word of their titles in common, and one of their overviews.</summary>
public sealed class FrequentWordsSeed() : CatalogFixture($"""
    INSERT INTO catalog.movies (id, title, original_title, original_language, overview, release_date, popularity, vote_average, vote_count)
    SELECT id, 'Shared ' || id, 'Shared ' || id, CASE WHEN id % 4 = 0 THEN 'fr' ELSE 'en' END, 'Everywhere.',
           make_date(1990 + id % 20, 1 + id % 12, 1 + id % 28), 1, 1 + id % 9, id * 7919 % 10007
    FROM generate_series(1, {Movies}) AS id
    """)
{
    public const int Movies = 4_000;
}

/// <summary>Whatever leads to the movies, the same are found, and in the same order.</summary>
public class FrequentWordsTests(FrequentWordsSeed seed) : IClassFixture<FrequentWordsSeed>
{
    private const int MaxTotal = 500;

    [Theory]
    [InlineData("shared ")]
    [InlineData("s")]
    [InlineData("sha")]
    [InlineData("everywhere ")]
    [InlineData("shared everywhere ")]
    public async Task Words_that_most_movies_have_find_those_with_the_most_votes(string query) =>
        await FindsAsync(new() { Query = query }, _ => true, id => -Votes(id));

    [Theory]
    [InlineData("shared ")]
    [InlineData("everywhere ")]
    public async Task In_a_year_they_find_the_movies_of_that_year(string query) =>
        await FindsAsync(new() { Query = query, Year = 1995 }, id => Year(id) == 1995, id => -Votes(id));

    [Theory]
    [InlineData(1995, 1999)]
    [InlineData(1990, 2009)]
    public async Task In_some_years_they_find_the_movies_of_those(int from, int to) =>
        await FindsAsync(new() { Query = "shared ", YearFrom = from, YearTo = to }, id => Year(id) >= from && Year(id) <= to, id => -Votes(id));

    [Fact]
    public async Task In_a_language_they_find_the_movies_in_it() =>
        await FindsAsync(new() { Query = "shared ", Language = "fr" }, id => id % 4 == 0, id => -Votes(id));

    [Fact]
    public async Task By_rating_they_find_the_best_and_of_those_as_good_the_newer_one() =>
        await FindsAsync(new() { Query = "shared ", Sort = SearchSort.VoteAverageDesc }, _ => true, id => (-(1 + id % 9) * 10_000) - id);

    private async Task FindsAsync(SearchMoviesRequest request, Func<int, bool> isMeant, Func<int, int> order)
    {
        var expected = Enumerable.Range(1, FrequentWordsSeed.Movies).Where(isMeant).OrderBy(order).ToList();
        foreach (var offset in new[] { 0, 100 })
        {
            var page = await seed.Host.Search.SearchMoviesAsync(new(request) { Limit = 50, Offset = offset }, deadline: Expect.Deadline);

            Assert.Equal(Math.Min(MaxTotal, expected.Count), page.Total);
            Assert.Equal(expected.Skip(offset).Take(50), page.Hits.Select(hit => hit.Id));
        }
    }

    private static int Votes(int id) => id * 7919 % 10007;

    private static int Year(int id) => 1990 + id % 20;
}

using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Tests.Lists;

public class ListFilterTests(ListSeed seed) : IClassFixture<ListSeed>
{
    private static readonly int[] Listed = [.. Enumerable.Range(1, 60)];

    [Fact]
    public async Task Without_a_filter_all_but_the_removed_movies_are_listed_and_those_that_are_a_bare_entry()
    {
        Assert.Equal(Listed, await seed.IdsAsync(new MovieFilter()));
        Assert.Equal((int[])[.. Listed, 66], await seed.IdsAsync(new MovieFilter { IncludeBare = true }));
    }

    [Theory]
    [InlineData("Science Fiction")]
    [InlineData("sCIENCE fICTION")]
    [InlineData("878")]
    public async Task A_genre_is_found_by_name_in_any_case_or_by_id(string genre) =>
        Assert.Equal((int[])[10, 20, 30, 40, 50, 60], await seed.IdsAsync(new MovieFilter { Genre = genre }));

    [Fact]
    public async Task A_genre_without_movies_is_an_empty_list() =>
        Assert.Empty(await seed.IdsAsync(new MovieFilter { Genre = "Documentary" }));

    [Theory]
    [InlineData("Dramma")]
    [InlineData("12345")]
    [InlineData("'; DROP TABLE catalog.movies; --")]
    public Task An_unknown_genre_is_bad_input(string genre) => Expect.InvalidAsync(
        ["genre"], seed.List(new ListMoviesRequest { Filter = new MovieFilter { Genre = genre } }));

    [Theory]
    [InlineData("TIME TRAVEL", new[] { 10, 11, 12 })]
    [InlineData("101", new[] { 11, 12 })]
    [InlineData("102", new int[0])]
    [InlineData("never heard of", new int[0])]
    public async Task A_keyword_is_found_by_name_in_any_case_or_by_id(string keyword, int[] expected) =>
        Assert.Equal(expected, await seed.IdsAsync(new MovieFilter { Keyword = keyword }));

    [Theory]
    [InlineData(7, new[] { 1, 2 })]
    [InlineData(8, new[] { 5 })]
    [InlineData(9, new[] { 3, 4, 6 })]
    [InlineData(12345, new int[0])]
    public async Task A_person_is_found_in_cast_and_crew(int person, int[] expected) =>
        Assert.Equal(expected, await seed.IdsAsync(new MovieFilter { Person = person }));

    [Fact]
    public async Task A_year_has_its_first_and_its_last_day()
    {
        // 1991-12-31 and 1991-01-01 are both in the seed.
        Assert.Equal(
            Listed.Where(id => id % 4 > 0 && id % 5 == 1), await seed.IdsAsync(new MovieFilter { Year = 1991 }));
        Assert.Equal(
            Listed.Where(id => id % 4 > 0 && id % 5 is 1 or 2),
            await seed.IdsAsync(new MovieFilter { YearFrom = 1991, YearTo = 1992 }));
        Assert.Equal(Listed.Where(id => id % 4 > 0 && id % 5 < 1), await seed.IdsAsync(new MovieFilter { YearTo = 1990 }));
        Assert.Equal(
            Listed.Where(id => id % 4 > 0 && id % 5 == 4), await seed.IdsAsync(new MovieFilter { YearFrom = 1994 }));
    }

    [Fact]
    public async Task All_bounds_of_years_hold_together() => Assert.Empty(
        await seed.IdsAsync(new MovieFilter { Year = 1990, YearFrom = 1991, YearTo = 1994 }));

    [Fact]
    public async Task Ratings_and_votes_include_their_bounds()
    {
        Assert.Equal(Listed.Where(id => id % 11 >= 9), await seed.IdsAsync(new MovieFilter { MinRating = 9 }));
        Assert.Equal(Listed.Where(id => id % 6 == 5), await seed.IdsAsync(new MovieFilter { MinVotes = 50 }));
        Assert.Equal(Listed, await seed.IdsAsync(new MovieFilter { MinRating = 0, MinVotes = 0 }));
    }

    [Fact]
    public async Task A_language_is_found_in_any_case() =>
        Assert.Equal(Listed.Where(id => id % 3 == 1), await seed.IdsAsync(new MovieFilter { Language = "FR" }));

    [Fact]
    public async Task A_collection_has_its_movies() =>
        Assert.Equal(Listed.Where(id => id % 2 == 0), await seed.IdsAsync(new MovieFilter { Collection = 1 }));

    [Fact]
    public async Task Filters_hold_together() => Assert.Equal((int[])[10, 50], await seed.IdsAsync(new MovieFilter
    {
        Genre = "878", MinRating = 5, MinVotes = 20, Collection = 1, YearFrom = 1990, YearTo = 1990,
    }));

    [Fact]
    public async Task The_first_hundred_of_the_newest_day_trend_and_the_underrated_are_marked()
    {
        var movies = await seed.ListAllAsync(new ListMoviesRequest { Limit = 100 });

        Assert.Equal([5], movies.Where(movie => movie.IsTrending).Select(movie => movie.Id));
        Assert.Equal([3], movies.Where(movie => movie.IsUnderrated).Select(movie => movie.Id));
    }
}

using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Tests.Search;

/// <summary>Many movies that have a word in their titles, and some that have it only in their overviews.</summary>
public sealed class TextMatchesSeed() : CatalogFixture("""
    INSERT INTO catalog.movies (id, title, original_title, overview, vote_count)
    SELECT id, 'Candle ' || id, 'Candle ' || id, '', 1 FROM generate_series(1, 100) AS id
    UNION ALL SELECT id, 'Lantern ' || id, 'Lantern ' || id, '', 1 FROM generate_series(101, 199) AS id
    UNION ALL SELECT id, 'Friends ' || id, 'Friends ' || id, '', 1 FROM generate_series(1001, 2100) AS id
    UNION ALL VALUES
        (201, 'Dusk', 'Dusk', 'By the light of a candle.', 900), (202, 'Dawn', 'Dawn', 'By the light of a lantern.', 900),
        (203, 'A Friend', 'A Friend', '', 1), (204, 'Noon', 'Noon', 'He has a lonely friend.', 1),
        (205, 'Night', 'Night', 'She has lonely friends.', 2), (206, 'Eve', 'Eve', 'A lonely holiday.', 3),
        (207, 'Vesper', 'Vesper', 'A lonely friendship.', 4)
    """);

public class TextMatchesTests(TextMatchesSeed seed) : IClassFixture<TextMatchesSeed>
{
    [Fact]
    public async Task After_a_hundred_titles_with_a_word_no_overview_is_searched_for_it()
    {
        var response = await SearchAsync("candle");

        Assert.Equal(100, response.Total);
        Assert.All(response.Hits, hit => Assert.StartsWith("Candle", hit.Title, StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_fewer_titles_overviews_with_the_word_follow()
    {
        var response = await SearchAsync("lantern", offset: 90);

        Assert.Equal(100, response.Total);
        Assert.Equal(202, response.Hits[^1].Id);
    }

    [Fact]
    public async Task Overviews_with_more_words_are_found_behind_any_number_of_titles() =>
        Assert.Equal([201], (await SearchAsync("light candle")).Hits.Select(hit => hit.Id));

    [Theory]
    [InlineData("lonely fri")]
    [InlineData("lonely frien")]
    public async Task A_beginning_that_very_many_texts_have_stands_for_the_known_words_that_begin_so(string query) =>
        Assert.Equal([205, 204], (await SearchAsync(query)).Hits.Select(hit => hit.Id));

    [Fact]
    public async Task A_frequent_word_that_may_go_on_is_found_as_it_is_and_longer() =>
        Assert.Equal([205, 204], (await SearchAsync("lonely friend")).Hits.Select(hit => hit.Id));

    [Theory]
    [InlineData("lonely holid")]
    [InlineData("holi")]
    public async Task A_beginning_that_few_texts_have_stands_for_whatever_begins_so(string query) =>
        Assert.Equal([206], (await SearchAsync(query)).Hits.Select(hit => hit.Id));

    private async Task<SearchMoviesResponse> SearchAsync(string query, int offset = 0) =>
        await seed.Host.Search.SearchMoviesAsync(new() { Query = query, Offset = offset, Limit = 100 }, deadline: Expect.Deadline);
}

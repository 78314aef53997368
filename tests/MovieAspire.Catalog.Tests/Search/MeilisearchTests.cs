using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Tests.Search;

public class MeilisearchTests(IndexedSearch search) : IClassFixture<IndexedSearch>
{
    [Fact]
    public async Task Meilisearch_answers_while_its_index_is_complete()
    {
        var response = await search.SearchAsync(new() { Query = "godfather" });

        Assert.Equal(("meilisearch", ""), (response.Engine, response.EngineReason));
        Assert.Equal([238, 240], response.Hits.Select(hit => hit.Id));
        Assert.Equal(2, response.Total);
    }

    [Fact]
    public async Task A_hit_has_what_the_document_has()
    {
        var hit = (await search.SearchAsync(new() { Query = "wall-e" })).Hits[0];

        Assert.Equal(
            (10681, "WALL·E", 2008, 8.1, 18000, 60.0),
            (hit.Id, hit.Title, hit.ReleaseYear, hit.VoteAverage, hit.VoteCount, hit.Popularity));
        Assert.Equal(["Animation", "Science Fiction"], hit.Genres);
        Assert.StartsWith("<em>WALL</em>", hit.Highlights["title"], StringComparison.OrdinalIgnoreCase);
        Assert.False((await search.SearchAsync(new() { Query = "no date" })).Hits[0].HasReleaseYear);
    }

    [Fact]
    public async Task Highlights_are_html_with_the_text_escaped()
    {
        var highlights = (await search.SearchAsync(new() { Query = "spider changes" })).Hits[0].Highlights;

        Assert.Equal(
            "A student is bitten by a &quot;<em>spider</em>&quot; &amp; &lt;b&gt;<em>changes</em>&lt;/b&gt;.", highlights["overview"]);
    }

    [Fact]
    public async Task The_request_is_in_the_documented_form()
    {
        await search.SearchAsync(new()
        {
            Query = "form of it", Limit = 7, Offset = 14, MinRating = 6.5, YearFrom = 1990, YearTo = 1999, Genres = { "Drama", "80" },
            Language = "EN", Person = 3084, Sort = SearchSort.VoteAverageDesc, Facets = { SearchFacet.Genre, SearchFacet.Year },
        });

        var body = search.LastSearch();
        Assert.Equal(
            [
                "vote_average >= 6.5", "release_year >= 1990", "release_year <= 1999", "original_language = \"en\"",
                "person_ids = 3084", "genres = \"Drama\"", "(genres = \"80\" OR genre_ids = \"80\")",
            ],
            body.GetProperty("filter").EnumerateArray().Select(filter => filter.GetString()));
        Assert.Equal(("form of it", 7, 14, "last"), (
            body.GetProperty("q").GetString(), body.GetProperty("limit").GetInt32(), body.GetProperty("offset").GetInt32(),
            body.GetProperty("matchingStrategy").GetString()));
        Assert.Equal("vote_average:desc", body.GetProperty("sort")[0].GetString());
        Assert.Equal(["genres", "release_year"], body.GetProperty("facets").EnumerateArray().Select(facet => facet.GetString()));
        Assert.False(body.TryGetProperty("page", out _));
    }

    [Fact]
    public async Task Filters_sorts_and_facets_are_those_of_postgres()
    {
        Assert.Equal([13], await IdsAsync(new() { Query = "love", Genres = { "drama", "ROMANCE" } }));
        Assert.Equal([11, 12], (await IdsAsync(new() { Query = "love", YearFrom = 2009, YearTo = 2012 })).Order());
        Assert.Equal([238], await IdsAsync(new() { Query = "godfather", Person = 3084 }));
        Assert.Equal([11, 12, 10681, 13], await IdsAsync(new() { Query = "love", Sort = SearchSort.ReleaseDateDesc }));

        var facets = (await search.SearchAsync(new() { Query = "love", Facets = { SearchFacet.Genre } })).Facets;
        Assert.Equal(
            ["Drama 2", "Romance 2", "Animation 1", "Science Fiction 1"],
            facets[0].Values.Select(value => $"{value.Value} {value.Count}"));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("x\" OR id EXISTS OR genres = \"")]
    public async Task A_genre_cannot_break_out_of_its_filter(string genre)
    {
        var response = await search.SearchAsync(new() { Query = "love", Genres = { genre } });

        Assert.Empty(response.Hits);
        Assert.Equal("meilisearch", response.Engine);
    }

    [Fact]
    public async Task A_page_has_the_total_of_all()
    {
        var page = await search.SearchAsync(new() { Query = "love", Limit = 1, Offset = 1 });

        Assert.Equal((4, 1), (page.Total, page.Hits.Count));
    }

    private async Task<IEnumerable<int>> IdsAsync(SearchMoviesRequest request)
    {
        var response = await search.SearchAsync(request);
        Assert.Equal("meilisearch", response.Engine);
        return response.Hits.Select(hit => hit.Id);
    }
}

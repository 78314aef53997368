using System.Text.Json;
using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Search;

[Collection(PlatformGroup.Name)]
public class SearchTests(Platform platform)
{
    private readonly GatewayHost _gateway = platform.Gateway;

    [Fact]
    public async Task A_result_has_the_documented_shape()
    {
        var result = (await _gateway.GetAsync("/search?q=movie&limit=2&facets=genre,year")).Json;

        Assert.Equal(
            ["query", "hits", "total", "limit", "offset", "engine", "engine_reason", "took_ms", "facets"], NamesOf(result));
        Assert.Equal(
            ["id", "title", "overview", "release_year", "genres", "vote_average", "vote_count", "popularity", "highlights"],
            NamesOf(result.GetProperty("hits")[0]));
        Assert.Equal(("movie", 45, 2, 0, "postgres"), (
            result.GetProperty("query").GetString(), result.GetProperty("total").GetInt32(), result.GetProperty("limit").GetInt32(),
            result.GetProperty("offset").GetInt32(), result.GetProperty("engine").GetString()));
        Assert.Equal(30, result.GetProperty("facets").GetProperty("genre").GetProperty("Drama").GetInt32());
        Assert.Contains("not configured", result.GetProperty("engine_reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("<em>Movie</em>", result.GetProperty("hits")[0].GetProperty("highlights").GetProperty("title").GetString()![..14]);
    }

    [Fact]
    public async Task What_is_not_known_is_null()
    {
        var result = (await _gateway.GetAsync("/search?q=amelie")).Json;

        var hit = Assert.Single(result.GetProperty("hits").EnumerateArray());
        Assert.Equal("Amélie", hit.GetProperty("title").GetString());
        Assert.Equal(JsonValueKind.Null, hit.GetProperty("release_year").ValueKind);
        Assert.Equal(JsonValueKind.Null, hit.GetProperty("overview").ValueKind);
        Assert.Equal(JsonValueKind.Null, result.GetProperty("facets").ValueKind);
    }

    [Fact]
    public async Task The_pages_of_a_search_are_linked_to_its_end()
    {
        var ids = new List<int>();
        var pages = 0;
        for (string? page = "/search?q=movie&limit=20"; page is not null; pages++)
        {
            var reply = await _gateway.GetAsync(page);
            ids.AddRange(reply.Json.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("id").GetInt32()));
            page = reply.Next;
        }

        Assert.Equal(3, pages);
        Assert.Equal(Enumerable.Range(1, 45), ids.Order());
    }

    [Fact]
    public async Task Filters_and_sorts_reach_the_catalog()
    {
        Assert.Equal(30, (await _gateway.GetAsync("/search?q=about&genre=drama&year=2000&min_rating=5")).Json.GetProperty("total").GetInt32());
        Assert.Equal(45, await FirstAsync("/search?q=amelie&person=13"));
        Assert.Equal(0, (await _gateway.GetAsync("/search?q=movie&genre=%22")).Json.GetProperty("total").GetInt32());
        Assert.Equal(1, await FirstAsync("/search?q=movie&sort=release_date.asc"));
        Assert.Equal(44, await FirstAsync("/search?q=movie&sort=release_date.desc"));
    }

    [Theory]
    [InlineData("", "q")]
    [InlineData("q=", "q")]
    [InlineData("q=%20", "q")]
    [InlineData("q=a%00b", "q")]
    [InlineData("q=a%0Ab", "q")]
    [InlineData("q=a&limit=0", "limit")]
    [InlineData("q=a&limit=101", "limit")]
    [InlineData("q=a&offset=-1", "offset")]
    [InlineData("q=a&offset=10001", "offset")]
    [InlineData("q=a&sort=title", "sort")]
    [InlineData("q=a&facets=colour", "facets")]
    [InlineData("q=a&facets=genre,genre", "facets")]
    [InlineData("q=a&genre=,", "genre")]
    [InlineData("q=a&genre=a%07", "genre")]
    [InlineData("q=a&genre=a,b,c,d,e,f,g,h,i,j,k", "genre")]
    [InlineData("q=a&year=1", "year")]
    [InlineData("q=a&year_from=2001&year_to=2000", "year_from")]
    [InlineData("q=a&min_rating=11", "min_rating")]
    [InlineData("q=a&language=e1", "language")]
    [InlineData("q=a&person=0", "person")]
    [InlineData("q=a&colour=red", "colour")]
    [InlineData("q=a&q=b", "q")]
    [InlineData("q=a&cursor=zzz", "cursor")]
    public async Task A_bad_parameter_is_named(string query, string field) =>
        (await _gateway.GetAsync($"/search?{query}")).Refuses(field);

    [Fact]
    public async Task Ten_kilobytes_and_a_thousand_filters_are_refused()
    {
        (await _gateway.GetAsync($"/search?q={new string('x', 10_240)}")).Refuses("q");
        (await _gateway.GetAsync($"/search?q=a&genre={string.Join(',', Enumerable.Repeat("Drama", 1_000))}")).Refuses("genre");
        (await _gateway.GetAsync($"/search?q=a{string.Concat(Enumerable.Repeat("&year=2000", 500))}")).Refuses("year");
    }

    [Fact]
    public async Task A_result_that_is_known_is_not_sent_again()
    {
        var tag = (await _gateway.GetAsync("/search?q=movie&limit=1")).Header("ETag")!;

        Assert.Equal(304, (int)(await _gateway.GetAsync("/search?q=movie&limit=1", ("If-None-Match", tag))).Status);
    }

    private async Task<int> FirstAsync(string address) =>
        (await _gateway.GetAsync(address)).Json.GetProperty("hits")[0].GetProperty("id").GetInt32();

    private static IEnumerable<string> NamesOf(JsonElement json) => json.EnumerateObject().Select(property => property.Name);
}

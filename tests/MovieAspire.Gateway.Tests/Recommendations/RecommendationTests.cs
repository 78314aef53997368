using System.Net;
using System.Text.Json;
using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Recommendations;

[Collection(PlatformGroup.Name)]
public class RecommendationTests(Platform platform)
{
    [Fact]
    public async Task A_movie_comes_with_what_to_watch_after_it_and_why()
    {
        var list = (await platform.Gateway.GetAsync("/movies/1/recommendations")).Json;

        Assert.Equal(1, list.GetProperty("movie_id").GetInt32());
        Assert.Equal(JsonValueKind.Null, list.GetProperty("note").ValueKind);
        Assert.Equal("2025-01-02T05:00:00Z", list.GetProperty("computed_at").GetString());
        Assert.Equal([2, 3, 45], list.GetProperty("recommendations").EnumerateArray().Select(movie => movie.GetProperty("id").GetInt32()));
        Assert.Equal(
            """
            {"id":2,"title":"Movie 2","release_date":"2000-01-03","popularity":2,"vote_average":5,"vote_count":10,"poster_path":null,"score":0.9,"reasons":[{"kind":"director","names":["Agn\u00E8s Varda"]},{"kind":"liked_together","names":[]}]}
            """,
            list.GetProperty("recommendations")[0].GetRawText().Replace("è", "\\u00E8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_next_page_goes_on_where_the_first_ends()
    {
        var first = await platform.Gateway.GetAsync("/movies/1/recommendations?limit=2");
        var second = await platform.Gateway.GetAsync(first.Next!);

        Assert.Equal(45, Assert.Single(second.Json.GetProperty("recommendations").EnumerateArray()).GetProperty("id").GetInt32());
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task A_movie_without_a_list_says_so()
    {
        var list = (await platform.Gateway.GetAsync("/movies/2/recommendations")).Json;

        Assert.Equal(0, list.GetProperty("recommendations").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, list.GetProperty("run_id").ValueKind);
        Assert.NotEqual("", list.GetProperty("note").GetString());
    }

    [Fact]
    public async Task A_known_body_is_not_sent_again()
    {
        var first = await platform.Gateway.GetAsync("/movies/1/recommendations");
        var again = await platform.Gateway.GetAsync("/movies/1/recommendations", ("If-None-Match", first.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.NotModified, again.Status);
    }

    [Fact]
    public async Task An_unknown_movie_is_404_and_a_removed_one_410()
    {
        (await platform.Gateway.GetAsync("/movies/12345/recommendations")).Problem(404);
        (await platform.Gateway.GetAsync("/movies/900/recommendations")).Problem(410);
    }

    [Theory]
    [InlineData("/movies/0/recommendations", "id")]
    [InlineData("/movies/1/recommendations?limit=101", "limit")]
    [InlineData("/movies/1/recommendations?sort=title", "sort")]
    [InlineData("/movies/1/recommendations?cursor=x", "cursor")]
    public async Task What_is_wrong_is_named(string address, string field) =>
        (await platform.Gateway.GetAsync(address)).Refuses(field);
}

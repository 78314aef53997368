using System.Text.Json;
using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Movies;

[Collection(PlatformGroup.Name)]
public class MovieTests(Platform platform)
{
    private readonly GatewayHost _gateway = platform.Gateway;

    [Fact]
    public async Task A_list_has_the_documented_shape()
    {
        var movies = (await _gateway.GetAsync("/movies?sort=title.asc&limit=1")).Json;

        var names = movies[0].EnumerateObject().Select(property => property.Name);
        Assert.Equal(
        [
            "id", "title", "release_date", "overview", "popularity", "vote_average", "vote_count", "is_trending",
            "is_underrated", "poster_path", "weighted_rating",
        ], names);
        Assert.Equal("Amélie", movies[0].GetProperty("title").GetString());
        Assert.Equal(5.5, movies[0].GetProperty("weighted_rating").GetDouble());
        Assert.Equal(JsonValueKind.Null, movies[0].GetProperty("release_date").ValueKind);
        Assert.Equal(JsonValueKind.Null, movies[0].GetProperty("overview").ValueKind);
    }

    [Fact]
    public async Task A_page_has_twenty_movies_and_the_most_popular_first()
    {
        var popularity = (await _gateway.GetAsync("/movies")).Json.EnumerateArray()
            .Select(movie => movie.GetProperty("popularity").GetDouble()).ToList();

        Assert.Equal(20, popularity.Count);
        Assert.Equal(popularity.OrderDescending(), popularity);
    }

    [Fact]
    public async Task The_links_lead_through_all_pages_with_the_same_filter()
    {
        var seen = new List<int>();
        for (var next = "/movies?genre=drama&limit=8"; next is not null;)
        {
            var page = await _gateway.GetAsync(next);
            seen.AddRange(page.Json.EnumerateArray().Select(movie => movie.GetProperty("id").GetInt32()));
            next = page.Next;
        }

        Assert.Equal(Enumerable.Range(1, 30), seen.Order());
    }

    [Fact]
    public async Task The_best_rated_come_first_where_that_is_asked_for()
    {
        var movies = (await _gateway.GetAsync("/movies?sort=weighted_rating.desc")).Json;

        Assert.Equal(45, Assert.Single(movies.EnumerateArray()).GetProperty("id").GetInt32());
    }

    [Theory]
    [InlineData("genre=drama&genre=Comedy", "1")]
    [InlineData("genre=drama,35", "1")]
    [InlineData("genre=Drama", "30")]
    [InlineData("genre=18&genre=drama", "30")]
    [InlineData("year=2000", "44")]
    [InlineData("limit=1", "45")]
    [InlineData("sort=weighted_rating.desc", "1")]
    public async Task Whoever_asks_for_it_is_told_how_many_there_are(string query, string count)
    {
        foreach (var gateway in new[] { platform.Gateway, platform.UncachedGateway })
        {
            Assert.Equal(count, (await gateway.GetAsync($"/movies?{query}&count=true")).Header("X-Total-Count"));
            Assert.Null((await gateway.GetAsync($"/movies?{query}&count=false")).Header("X-Total-Count"));
            Assert.Null((await gateway.GetAsync($"/movies?{query}")).Header("X-Total-Count"));
        }
    }

    [Fact]
    public async Task The_number_is_that_of_all_pages_on_each_of_them()
    {
        var second = await _gateway.GetAsync((await _gateway.GetAsync("/movies?count=true&limit=40")).Next!);

        Assert.Equal(5, second.Json.GetArrayLength());
        Assert.Equal("45", second.Header("X-Total-Count"));
    }

    [Theory]
    [InlineData("/genres?limit=2", "3")]
    [InlineData("/movies/45/similar?limit=1", "3")]
    [InlineData("/movies/45/similar?offset=50", "3")]
    [InlineData("/movies/trending?limit=1", "30")]
    [InlineData("/movies/trending?offset=500", "30")]
    [InlineData("/movies/1/recommendations?limit=1", "3")]
    [InlineData("/analytics/top-genres?limit=1", "3")]
    [InlineData("/search?q=movie&limit=1", "45")]
    public async Task Every_list_can_be_counted(string address, string count) =>
        Assert.Equal(count, (await _gateway.GetAsync($"{address}&count=true")).Header("X-Total-Count"));

    [Theory]
    [InlineData("/movies?utm_source=mail&utm_campaign=x&limit=2")]
    [InlineData("/movies?limit=2&fbclid=abc&gclid=1&msclkid=2&ref=home")]
    public async Task What_campaigns_append_to_an_address_is_ignored(string address)
    {
        var reply = await platform.UncachedGateway.GetAsync(address);

        Assert.Equal(2, reply.Json.GetArrayLength());
        Assert.Equal((await platform.UncachedGateway.GetAsync("/movies?limit=2")).Next, reply.Next);
    }

    [Fact]
    public async Task What_OMDb_adds_says_where_it_differs()
    {
        var omdb = (await _gateway.GetAsync("/movies/44")).Json.GetProperty("omdb");

        Assert.Equal("Jane Doe", omdb.GetProperty("director").GetString());
        Assert.Equal("Ann One, Ben Two", omdb.GetProperty("actors").GetString());
        // 5 at TMDB.
        Assert.Equal(2.4, omdb.GetProperty("rating_difference").GetDouble());
        Assert.True(omdb.GetProperty("ratings_disagree").GetBoolean());
    }

    [Fact]
    public async Task What_is_not_there_is_no_line_of_the_log()
    {
        (await _gateway.GetAsync("/movies/2000000011")).Problem(404);

        Assert.DoesNotContain(_gateway.Log.Entries, entry => entry.Text.Contains("gRPC error status", StringComparison.Ordinal)
            || entry.Text.Contains("2000000011", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_catalog_finds_wrong_is_400_with_its_field() =>
        (await _gateway.GetAsync("/movies?year_from=2001&year_to=2000&cursor=nonsense")).Refuses("year_from", "cursor");

    [Fact]
    public async Task A_movie_comes_with_its_details()
    {
        var movie = (await _gateway.GetAsync("/movies/45")).Json;

        Assert.Equal(122, movie.GetProperty("runtime").GetInt32());
        Assert.Equal(JsonValueKind.Null, movie.GetProperty("budget").ValueKind);
        Assert.Equal(10, movie.GetProperty("cast").GetArrayLength());
        Assert.Equal("Person 13", movie.GetProperty("directors")[0].GetString());
        Assert.EndsWith("Z", movie.GetProperty("updated_at").GetString(), StringComparison.Ordinal);
        Assert.Equal(12, (await _gateway.GetAsync("/movies/45?cast=all")).Json.GetProperty("cast").GetArrayLength());
    }

    [Fact]
    public async Task An_unknown_movie_is_404()
    {
        var problem = (await _gateway.GetAsync("/movies/31337")).Problem(404);

        Assert.Equal("MOVIE_NOT_FOUND", problem.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_movie_that_TMDB_removed_is_410()
    {
        var problem = (await _gateway.GetAsync("/movies/900")).Problem(410);

        Assert.Equal("MOVIE_REMOVED", problem.GetProperty("reason").GetString());
    }
}

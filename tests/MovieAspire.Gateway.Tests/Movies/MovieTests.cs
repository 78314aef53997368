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
            "is_underrated", "poster_path",
        ], names);
        Assert.Equal("Amélie", movies[0].GetProperty("title").GetString());
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

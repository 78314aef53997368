using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Movies;

[Collection(PlatformGroup.Name)]
public class TrendingTests(Platform platform)
{
    private readonly GatewayHost _gateway = platform.Gateway;

    [Fact]
    public async Task Movies_come_by_rank_in_the_documented_shape()
    {
        var movies = (await _gateway.GetAsync("/movies/trending")).Json;

        Assert.Equal(
            """
            {"id":1,"title":"Movie 1","release_date":"2000-01-02","poster_path":null,"popularity":3,"vote_average":5,"vote_count":10,"trending_score":99,"rank":1,"momentum":1.5,"computed_on":"2025-01-02"}
            """,
            movies[0].GetRawText());
        Assert.Equal(20, movies.GetArrayLength());
    }

    [Fact]
    public async Task The_next_page_stays_on_the_day_of_the_first()
    {
        var first = await _gateway.GetAsync("/movies/trending");
        Assert.Contains("date=2025-01-02", first.Next, StringComparison.Ordinal);
        Assert.Equal(21, (await _gateway.GetAsync(first.Next!)).Json[0].GetProperty("rank").GetInt32());
    }

    [Fact]
    public async Task A_day_that_was_not_ranked_is_404_and_no_day_is_400()
    {
        (await _gateway.GetAsync("/movies/trending?date=1999-01-01")).Problem(404);
        (await _gateway.GetAsync("/movies/trending?date=today&limit=0")).Refuses("date", "limit");
    }

    [Fact]
    public async Task Ranks_and_ratings_mark_the_movies()
    {
        var movie = (await _gateway.GetAsync("/movies/45")).Json;

        Assert.Equal(5.5, movie.GetProperty("weighted_rating").GetDouble());
        Assert.True(movie.GetProperty("is_underrated").GetBoolean());
        Assert.False(movie.GetProperty("is_trending").GetBoolean());
        Assert.True((await _gateway.GetAsync("/movies/1")).Json.GetProperty("is_trending").GetBoolean());
    }

    [Fact]
    public async Task Decades_are_served() => Assert.Equal(
        """[{"decade":2000,"avg_rating":5,"movie_count":44}]""",
        (await _gateway.GetAsync("/analytics/ratings-by-decade")).Json.GetRawText());
}

using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Analytics;

[Collection(PlatformGroup.Name)]
public class TopGenresTests(Platform platform)
{
    [Fact]
    public async Task Genres_come_by_their_number_of_movies()
    {
        var genres = (await platform.Gateway.GetAsync("/analytics/top-genres")).Json;

        Assert.Equal(
            """{"id":18,"name":"Drama","movie_count":30,"avg_rating":6.5,"avg_popularity":3,"total_revenue":1000}""",
            genres[0].GetRawText());
        Assert.Equal(3, genres.GetArrayLength());
    }

    [Fact]
    public async Task The_next_page_stays_on_the_day_of_the_first()
    {
        var first = await platform.Gateway.GetAsync("/analytics/top-genres?limit=2");
        var second = await platform.Gateway.GetAsync(first.Next!);

        Assert.Contains("target_date=2025-01-02", first.Next, StringComparison.Ordinal);
        Assert.Equal("Adventure", Assert.Single(second.Json.EnumerateArray()).GetProperty("name").GetString());
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task A_day_that_was_not_computed_is_404() =>
        (await platform.Gateway.GetAsync("/analytics/top-genres?target_date=1999-01-01")).Problem(404);
}

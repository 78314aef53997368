using Grpc.Core;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.ServiceDefaults.Errors;
using StackExchange.Redis;

namespace MovieAspire.Analytics.Tests;

public class TrendingTests
{
    private const string Run = "0190a000-0000-7000-8000-000000000001";

    private const string TwoDays = $"""
        INSERT INTO catalog.movies (id, title, original_title, release_date, poster_path, removed_at)
        VALUES (1, 'One', '', '2024-12-24', '/1.jpg', NULL), (2, 'Two', '', NULL, NULL, NULL), (3, 'Gone', '', NULL, NULL, now());
        INSERT INTO analytics.movie_trending_daily
            (computed_on, movie_id, rank, score, momentum, popularity, vote_average, vote_count, formula_version, run_id, computed_at)
        VALUES ('2025-01-01', 1, 1, 50, NULL, 20, 6, 90, 1, '{Run}', '2025-01-01 03:30:00Z'),
               ('2025-01-02', 3, 1, 90, NULL, 20, 6, 90, 2, '{Run}', '2025-01-02 03:30:00Z'),
               ('2025-01-02', 2, 2, 80, NULL, 30, 7, 95, 2, '{Run}', '2025-01-02 03:30:00Z'),
               ('2025-01-02', 1, 3, 70, 2.5, 25, 6.5, 100, 2, '{Run}', '2025-01-02 03:30:00Z')
        """;

    [Fact]
    public async Task The_newest_day_comes_by_default_without_what_was_removed_since()
    {
        await using var host = await StartAsync(TwoDays);

        var trending = await Get(host, new());

        Assert.Equal(("2025-01-02", Run), (trending.ComputedOn, trending.RunId));
        Assert.Equal([2, 1], trending.Movies.Select(movie => movie.Id));
        Assert.Equal(
            new TrendingMovie
            {
                Id = 1, Title = "One", ReleaseDate = "2024-12-24", PosterPath = "/1.jpg", Popularity = 25, VoteAverage = 6.5,
                VoteCount = 100, TrendingScore = 70, Rank = 3, Momentum = 2.5, FormulaVersion = 2,
            },
            trending.Movies[1]);
        Assert.False(trending.Movies[0].HasMomentum || trending.Movies[0].HasReleaseDate);
    }

    [Fact]
    public async Task Of_a_day_that_was_computed_again_the_newest_run_is_told()
    {
        const string Later = "0190a000-0000-7000-8000-000000000002";
        await using var host = await StartAsync(
            $"{TwoDays}; UPDATE analytics.movie_trending_daily SET run_id = '{Later}', computed_at = '2025-01-02 09:00:00Z' WHERE rank = 3");

        var trending = await Get(host, new());

        Assert.Equal((Later, 9), (trending.RunId, trending.ComputedAt.ToDateTime().Hour));
    }

    [Fact]
    public async Task A_day_and_a_page_can_be_asked_for()
    {
        await using var host = await StartAsync(TwoDays);

        Assert.Equal(50, Assert.Single((await Get(host, new() { Date = "2025-01-01" })).Movies).TrendingScore);
        Assert.Equal(1, Assert.Single((await Get(host, new() { Limit = 1, Offset = 1 })).Movies).Id);
        Assert.Equal("2025-01-02", (await Get(host, new() { Offset = 100 })).ComputedOn);
    }

    [Fact]
    public async Task A_movie_has_its_places_of_the_last_90_days_oldest_first()
    {
        await using var host = await StartAsync($"""
            INSERT INTO analytics.movie_trending_daily (computed_on, movie_id, rank, score, popularity, vote_average, vote_count, run_id, computed_at)
            SELECT (now() AT TIME ZONE 'UTC')::date - back, movie, 1 + back, 100 - back, 1, 5, 10, '{Run}', now()
            FROM (VALUES (0, 1), (3, 1), (89, 1), (90, 1), (0, 2)) AS places (back, movie)
            """);

        var history = await host.Client.GetTrendingHistoryAsync(new() { MovieId = 1 }, deadline: Deadline);

        Assert.Equal([(90, 11d), (4, 97d), (1, 100d)], history.Days.Select(day => (day.Rank, day.TrendingScore)));
        Assert.Empty((await host.Client.GetTrendingHistoryAsync(new() { MovieId = 3 }, deadline: Deadline)).Days);
    }

    [Fact]
    public async Task What_was_not_computed_is_not_found()
    {
        await using var host = await StartAsync("SELECT 1");
        Assert.Contains("no run has computed them", await NotComputedAsync(Get(host, new())), StringComparison.Ordinal);

        await host.ExecuteAsync(TwoDays);
        Assert.Contains("2025-01-02", await NotComputedAsync(Get(host, new() { Date = "2020-02-02" })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_fields_are_named()
    {
        await using var host = await StartAsync("SELECT 1");

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await Get(host, new() { Date = "today", Limit = 101, Offset = -1 }));
        Assert.Equal(["date", "limit", "offset"], RpcStatus.ViolationsOf(error).Select(violation => violation.Field).Order());
    }

    [Fact]
    public async Task Of_movies_that_never_trended_and_of_deep_pages_nothing_is_kept_for_long()
    {
        await using var host = await StartAsync(
            $"INSERT INTO analytics.genre_stats_daily VALUES ('2025-01-01', 18, 'Drama', 5, 6.5, 10.25, 3000000000, '{Run}', '2025-01-01 04:00:00Z')");
        for (var id = 1; id <= 20; id++)
        {
            await host.Client.GetTrendingHistoryAsync(new() { MovieId = id }, deadline: Deadline);
            await host.Client.GetTopGenresAsync(new() { Offset = id }, deadline: Deadline);
        }

        using var redis = await ConnectionMultiplexer.ConnectAsync(host.Redis);
        var database = redis.GetDatabase();
        foreach (var key in (string[])(await database.ScriptEvaluateAsync("return redis.call('KEYS', '*')"))!)
            Assert.InRange((await database.KeyTimeToLiveAsync(key))?.TotalMinutes ?? 0, 0, 1);
        await Assert.ThrowsAsync<RpcException>(async () => await host.Client.GetTrendingHistoryAsync(new() { MovieId = -1 }, deadline: Deadline));
    }

    [Fact]
    public async Task Decades_come_oldest_first_with_the_newest_run()
    {
        await using var host = await StartAsync($"""
            INSERT INTO analytics.ratings_by_decade VALUES
                (1990, 6.5, 3, '0190a000-0000-7000-8000-000000000009', '2025-01-01Z'), (1920, 7.5, 1, '{Run}', '2025-01-02Z')
            """);

        var response = await host.Client.GetRatingsByDecadeAsync(new(), deadline: Deadline);

        Assert.Equal([(1920, 7.5, 1L), (1990, 6.5, 3L)], response.Decades.Select(d => (d.Decade, d.AvgRating, d.MovieCount)));
        Assert.Equal(Run, response.RunId);
    }

    [Fact]
    public async Task Decades_that_were_never_computed_are_not_found()
    {
        await using var host = await StartAsync("SELECT 1");

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await host.Client.GetRatingsByDecadeAsync(new(), deadline: Deadline));
        Assert.Equal((StatusCode.NotFound, "NOT_COMPUTED"), (error.StatusCode, RpcStatus.ReasonOf(error)));
    }

    private static DateTime Deadline => TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20);

    private static async Task<AnalyticsHost> StartAsync(string seed)
    {
        var host = await AnalyticsHost.StartAsync();
        await host.ExecuteAsync(seed);
        return host;
    }

    private static AsyncUnaryCall<GetTrendingResponse> Get(AnalyticsHost host, GetTrendingRequest request) =>
        host.Client.GetTrendingAsync(request, deadline: Deadline);

    private static async Task<string> NotComputedAsync(AsyncUnaryCall<GetTrendingResponse> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal((StatusCode.NotFound, "NOT_COMPUTED"), (error.StatusCode, RpcStatus.ReasonOf(error)));
        return error.Status.Detail;
    }
}

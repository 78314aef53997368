using System.Diagnostics;
using System.Net;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Testing;
using StackExchange.Redis;

namespace MovieAspire.Analytics.Tests;

public class TopGenresTests
{
    private const string Run = "0190a000-0000-7000-8000-000000000001";

    private const string TwoDays = $"""
        INSERT INTO analytics.genre_stats_daily VALUES
            ('2025-01-01', 18, 'Drama', 5, 6.5, 10.25, 3000000000, '{Run}', '2025-01-01 04:00:00Z'),
            ('2025-01-02', 18, 'Drama', 7, 6.6, 10.5, 4000000000, '{Run}', '2025-01-02 04:00:00Z'),
            ('2025-01-02', 35, 'Comedy', 9, 6.1, 8, 5, '{Run}', '2025-01-02 04:00:00Z'),
            ('2025-01-02', 12, 'Adventure', 7, 0, 0, 0, '{Run}', '2025-01-02 04:00:00Z')
        """;

    [Fact]
    public async Task The_newest_day_comes_by_default_with_most_movies_first()
    {
        await using var host = await StartAsync(TwoDays);
        var expected = new GetTopGenresResponse
        {
            ComputedOn = "2025-01-02",
            TotalCount = 3,
            RunId = Run,
            ComputedAt = new DateTimeOffset(2025, 1, 2, 4, 0, 0, TimeSpan.Zero).ToTimestamp(),
            Genres =
            {
                new GenreStats { Id = 35, Name = "Comedy", MovieCount = 9, AvgRating = 6.1, AvgPopularity = 8, TotalRevenue = 5 },
                new GenreStats { Id = 12, Name = "Adventure", MovieCount = 7 },
                new GenreStats { Id = 18, Name = "Drama", MovieCount = 7, AvgRating = 6.6, AvgPopularity = 10.5, TotalRevenue = 4_000_000_000 },
            },
        };

        Assert.Equal(expected, await Get(host, new()));
        // And once more, now out of the cache.
        Assert.Equal(expected, await Get(host, new()));
    }

    [Fact]
    public async Task An_earlier_day_and_a_page_can_be_asked_for()
    {
        await using var host = await StartAsync(TwoDays);

        var earlier = await Get(host, new() { TargetDate = "2025-01-01" });
        Assert.Equal(("2025-01-01", "Drama", 5), (earlier.ComputedOn, earlier.Genres.Single().Name, earlier.Genres[0].MovieCount));
        var page = await Get(host, new() { Limit = 1, Offset = 1 });
        Assert.Equal(["Adventure"], page.Genres.Select(genre => genre.Name));
        var past = await Get(host, new() { Offset = 10_000 });
        Assert.Empty(past.Genres);
        Assert.Equal("2025-01-02", past.ComputedOn);
    }

    [Fact]
    public async Task A_day_that_was_not_computed_is_not_found_and_the_newest_is_named()
    {
        await using var host = await StartAsync(TwoDays);

        var error = await FailureAsync(StatusCode.NotFound, "NOT_COMPUTED", Get(host, new() { TargetDate = "2024-12-31" }));
        Assert.Contains("2024-12-31", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("2025-01-02", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_first_run_nothing_is_found_until_it_has_finished()
    {
        await using var host = await StartAsync();

        var error = await FailureAsync(StatusCode.NotFound, "NOT_COMPUTED", Get(host, new()));
        Assert.Contains("no run has computed them", error.Status.Detail, StringComparison.Ordinal);
        await FailureAsync(StatusCode.NotFound, "NOT_COMPUTED", Get(host, new() { TargetDate = "2025-01-01" }));

        await host.ExecuteAsync(TwoDays);
        Assert.Equal("2025-01-02", (await Get(host, new())).ComputedOn);
    }

    [Fact]
    public async Task A_new_day_shows_once_its_run_has_incremented_the_generation()
    {
        await using var host = await StartAsync(TwoDays);
        Assert.Equal("2025-01-02", (await Get(host, new())).ComputedOn);
        await host.ExecuteAsync($"""
            INSERT INTO analytics.genre_stats_daily VALUES
                ('2025-01-03', 18, 'Drama', 8, 6.6, 10.5, 4000000000, '{Run}', '2025-01-03 04:00:00Z')
            """);

        using var redis = await ConnectionMultiplexer.ConnectAsync(host.Redis);
        await redis.GetDatabase().StringIncrementAsync("statistics:generation");

        await EventuallyAsync(async () => (await Get(host, new())).ComputedOn == "2025-01-03");
    }

    [Theory]
    [InlineData("2025-02-30")]
    [InlineData("2025-1-1")]
    [InlineData("yesterday")]
    [InlineData("2025-01-01T00:00:00Z")]
    public async Task A_date_must_be_one(string date)
    {
        await using var host = await StartAsync();

        var error = await FailureAsync(
            StatusCode.InvalidArgument, "INVALID_FIELDS", Get(host, new() { TargetDate = date, Limit = 101, Offset = -1 }));
        Assert.Equal(
            ["limit", "offset", "target_date"], RpcStatus.ViolationsOf(error).Select(violation => violation.Field).Order());
    }

    [Fact]
    public async Task Reads_are_unavailable_while_postgres_is_away_and_work_again_once_it_is_back()
    {
        await using var postgres = await PostgresServer.StartOwnAsync();
        await using var host = await AnalyticsHost.StartAsync(postgres);
        await host.ExecuteAsync(TwoDays);
        await EventuallyAsync(async () => await HealthAsync(host) == HttpStatusCode.OK);

        await postgres.StopAsync();
        await FailureAsync(StatusCode.Unavailable, "DATABASE_UNAVAILABLE", Get(host, new()));
        await EventuallyAsync(async () => await HealthAsync(host) == HttpStatusCode.ServiceUnavailable);

        await postgres.StartAsync();
        await EventuallyAsync(async () => await HealthAsync(host) == HttpStatusCode.OK);
        await EventuallyAsync(async () =>
        {
            try
            {
                return (await Get(host, new())).Genres.Count == 3;
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable)
            {
                return false;
            }
        });
    }

    private static async Task<AnalyticsHost> StartAsync(string? seed = null)
    {
        var host = await AnalyticsHost.StartAsync();
        if (seed is not null)
            await host.ExecuteAsync(seed);
        return host;
    }

    private static AsyncUnaryCall<GetTopGenresResponse> Get(AnalyticsHost host, GetTopGenresRequest request) =>
        host.Client.GetTopGenresAsync(request, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20));

    private static async Task<RpcException> FailureAsync(
        StatusCode code, string reason, AsyncUnaryCall<GetTopGenresResponse> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal((code, reason), (error.StatusCode, RpcStatus.ReasonOf(error)));
        return error;
    }

    private static async Task<HttpStatusCode> HealthAsync(AnalyticsHost host)
    {
        using var http = host.CreateClient();
        using var response = await http.GetAsync(new Uri("/health", UriKind.Relative));
        return response.StatusCode;
    }

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (var started = Stopwatch.GetTimestamp(); !await condition(); await Task.Delay(20))
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20), "The condition did not come true in time.");
    }
}

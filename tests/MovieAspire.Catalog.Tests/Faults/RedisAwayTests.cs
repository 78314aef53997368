using System.Diagnostics;
using System.Net;
using System.Text.Json;
using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Testing;

namespace MovieAspire.Catalog.Tests.Faults;

public class RedisAwayTests
{
    private const string Seed = """
        INSERT INTO catalog.movies (id, title, original_title, last_tmdb_update)
        SELECT i, 'Movie ' || i, '', now() FROM generate_series(1, 50) i
        """;

    [Fact]
    public async Task Reads_go_on_without_redis_and_use_it_again_once_it_is_back()
    {
        await using var redis = await RedisServer.StartOwnAsync();
        await using var host = await StartAsync(redis, new() { ["Redis:RetryDelay"] = "00:00:00.5" });
        using var counts = new CacheCounts(host);
        await ReadAllAsync(host);
        await Expect.EventuallyAsync(async () => await RedisHealthAsync(host) == "healthy");

        await redis.StopAsync();
        await ReadAllAsync(host);
        await Expect.EventuallyAsync(async () => await RedisHealthAsync(host) == "degraded");
        Assert.True(counts["cache.errors movie"] > 0);

        await redis.StartAsync();
        await Expect.EventuallyAsync(async () => await RedisHealthAsync(host) == "healthy");
        var hits = counts["cache.hits movie"];
        await ReadAllAsync(host);
        await ReadAllAsync(host);
        Assert.True(counts["cache.hits movie"] > hits);
    }

    [Fact]
    public async Task A_redis_that_hangs_delays_one_read_and_not_each()
    {
        await using var redis = await RedisServer.StartOwnAsync();
        await using var host = await StartAsync(
            redis, new() { ["Redis:Timeout"] = "00:00:01", ["Redis:RetryDelay"] = "00:05:00" });
        await ReadAllAsync(host);
        await redis.PauseAsync();

        var started = Stopwatch.GetTimestamp();
        for (var id = 1; id <= 50; id++)
            await host.Client.GetMovieAsync(new GetMovieRequest { Id = id }, deadline: Expect.Deadline);
        var elapsed = Stopwatch.GetElapsedTime(started);

        // Fifty timeouts would be 50 s.
        Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        await redis.ResumeAsync();
    }

    [Fact]
    public async Task A_service_starts_without_redis_and_uses_it_once_it_is_there()
    {
        await using var redis = await RedisServer.StartOwnAsync();
        await redis.StopAsync();
        await using var host = await StartAsync(redis, new() { ["Redis:RetryDelay"] = "00:00:00.5" });
        using var counts = new CacheCounts(host);
        await ReadAllAsync(host);
        await Expect.EventuallyAsync(async () => await RedisHealthAsync(host) == "degraded");

        await redis.StartAsync();
        await Expect.EventuallyAsync(async () =>
        {
            await ReadAllAsync(host);
            return counts["cache.hits movie"] > 0;
        });
    }

    private static async Task<CatalogHost> StartAsync(RedisInstance redis, Dictionary<string, string> settings)
    {
        var movieDb = await MovieDatabase.CreateAsync();
        await MovieDatabase.ExecuteAsync(movieDb, Seed);
        return new CatalogHost(movieDb, redis.ConnectionString, settings);
    }

    private static async Task ReadAllAsync(CatalogHost host)
    {
        var movie = await host.Client.GetMovieAsync(new GetMovieRequest { Id = 1 }, deadline: Expect.Deadline);
        Assert.Equal("Movie 1", movie.Summary.Title);
        var list = await host.Client.ListMoviesAsync(new ListMoviesRequest { Limit = 5 }, deadline: Expect.Deadline);
        Assert.Equal(5, list.Movies.Count);
        var batch = await host.Client.BatchGetMoviesAsync(new BatchGetMoviesRequest { Ids = { 3, 2 } }, deadline: Expect.Deadline);
        Assert.Equal([3, 2], batch.Movies.Select(found => found.Summary.Id));
    }

    private static async Task<string?> RedisHealthAsync(CatalogHost host)
    {
        using var http = host.CreateClient();
        using var response = await http.GetAsync(new Uri("/health", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("checks").GetProperty("redis").GetProperty("status").GetString();
    }
}

extern alias analytics;
extern alias catalog;

using MovieAspire.Gateway.Tests.Hosting;
using MovieAspire.Testing;
using Npgsql;
using StackExchange.Redis;

namespace MovieAspire.Gateway.Tests.Caching;

public class OutputCacheTests
{
    private const string Seed = "INSERT INTO catalog.movies (id, title, original_title, last_tmdb_update) VALUES (1, 'One', '', now()), (2, 'Two', '', now())";

    // What is kept is kept for the length of a test, and a Redis that is slow because the machine is busy does not count as
    // away: nothing but the rule under test makes a response go.
    private static readonly Dictionary<string, string> Lasting = new()
    {
        ["OutputCache:TimeToLive"] = "01:00:00", ["Cache:Timeout"] = "00:00:05",
    };

    [Fact]
    public async Task An_answer_is_kept_until_a_run_changes_the_data()
    {
        await using var system = await StartAsync(settings: Lasting);
        Assert.Equal("One", await system.TitleAsync());
        // The catalog is away, the answer is still there: with its tag, and for who has it already.
        await system.Catalog.DisposeAsync();
        var kept = await system.Gateway.GetAsync("/movies/1");
        Assert.Equal("One", kept.Json.GetProperty("title").GetString());
        Assert.Equal(304, (int)(await system.Gateway.GetAsync("/movies/1", ("If-None-Match", kept.Header("ETag")!))).Status);
        Assert.Equal(503, (int)(await system.Gateway.GetAsync("/movies/2")).Status);

        using var redis = await ConnectionMultiplexer.ConnectAsync(system.Redis);
        await redis.GetDatabase().StringIncrementAsync("catalog:generation");

        await Eventually.AnswersAsync(() => system.Gateway.GetAsync("/movies/1"), reply => (int)reply.Status is 503);
    }

    [Fact]
    public async Task Who_shows_a_token_gets_a_new_answer()
    {
        await using var system = await StartAsync(settings: Lasting);
        Assert.Equal("One", await system.TitleAsync());
        await system.Catalog.DisposeAsync();

        var token = await system.Gateway.TokenAsync();
        Assert.Equal(503, (int)(await system.Gateway.GetAsync("/movies/1", ("Authorization", $"Bearer {token}"))).Status);
    }

    [Fact]
    public async Task What_the_services_have_only_in_an_old_cache_is_marked_and_not_kept()
    {
        await using var postgres = await PostgresServer.StartOwnAsync();
        await using var system = await StartAsync(postgres, Lasting);
        Assert.Equal("One", await system.TitleAsync());

        await postgres.StopAsync();
        using var redis = await ConnectionMultiplexer.ConnectAsync(system.Redis);
        await redis.GetDatabase().StringIncrementAsync("catalog:generation");

        var stale = await Eventually.AnswersAsync(
            () => system.Gateway.GetAsync("/movies/1"), reply => reply.Header("Stale-Since") is not null);
        Assert.Equal("One", stale.Json.GetProperty("title").GetString());
        Assert.StartsWith("110 ", stale.Header("Warning"), StringComparison.Ordinal);
        Assert.Equal("no-cache", stale.Header("Cache-Control"));

        var problem = await system.Gateway.GetAsync("/movies/2");
        problem.Problem(503);
        Assert.NotNull(problem.Header("Retry-After"));

        await postgres.StartAsync();
        await Eventually.AnswersAsync(
            () => system.Gateway.GetAsync("/movies/1"),
            reply => (int)reply.Status is 200 && reply.Header("Stale-Since") is null);
    }

    private static async Task<SmallSystem> StartAsync(PostgresInstance? postgres = null, Dictionary<string, string>? settings = null)
    {
        var movieDb = postgres is null ? await MovieDatabase.CreateAsync() : await MovieDatabase.CreateOnAsync(postgres);
        await using (var database = NpgsqlDataSource.Create(movieDb))
        await using (var command = database.CreateCommand(Seed))
            await command.ExecuteNonQueryAsync();

        var redis = await RedisServer.CreateDatabaseAsync();
        var catalogHost = BackendHost.Start<catalog::Program>(movieDb, redis);
        return new(catalogHost, redis, new(new(
        [
            .. BackendHost.Announce(catalogHost, "catalog"), new("ConnectionStrings:redis", redis), .. settings ?? [],
        ])));
    }

    private sealed record SmallSystem(ServiceHost<catalog::Program> Catalog, string Redis, GatewayHost Gateway) : IAsyncDisposable
    {
        internal async Task<string?> TitleAsync() =>
            (await Gateway.GetAsync("/movies/1")).Json.GetProperty("title").GetString();

        public async ValueTask DisposeAsync()
        {
            await Gateway.DisposeAsync();
            await Catalog.DisposeAsync();
        }
    }
}

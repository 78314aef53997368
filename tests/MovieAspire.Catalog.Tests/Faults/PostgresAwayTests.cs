using System.Net;
using Grpc.Core;
using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Redis.Caching;
using MovieAspire.Testing;
using StackExchange.Redis;

namespace MovieAspire.Catalog.Tests.Faults;

public class PostgresAwayTests
{
    [Fact]
    public async Task Reads_are_unavailable_while_postgres_is_away_and_work_again_once_it_is_back()
    {
        await using var postgres = await PostgresServer.StartOwnAsync();
        var movieDb = await MovieDatabase.CreateOnAsync(postgres);
        await MovieDatabase.ExecuteAsync(
            movieDb, "INSERT INTO catalog.movies (id, title, original_title, last_tmdb_update) VALUES (1, 'One', '', now()), (2, 'Two', '', now())");
        await using var host = new CatalogHost(movieDb, await RedisServer.CreateDatabaseAsync());
        Assert.Equal("One", (await Get(host, 1)).Summary.Title);
        await Expect.EventuallyAsync(async () => await HealthAsync(host) == HttpStatusCode.OK);

        await postgres.StopAsync();
        await Expect.FailureAsync(StatusCode.Unavailable, "DATABASE_UNAVAILABLE", Get(host, 2));
        await Expect.FailureAsync(StatusCode.Unavailable, "DATABASE_UNAVAILABLE", Get(host, 2));
        await Expect.FailureAsync(StatusCode.Unavailable, "DATABASE_UNAVAILABLE", List(host));
        Assert.Equal("One", (await Get(host, 1)).Summary.Title);
        // Health is known for a second.
        await Expect.EventuallyAsync(async () => await HealthAsync(host) is HttpStatusCode.ServiceUnavailable);

        await postgres.StartAsync();
        await Expect.EventuallyAsync(async () => await AnswersAsync(host));
        Assert.Equal("Two", (await Get(host, 2)).Summary.Title);
        await Expect.EventuallyAsync(async () => await HealthAsync(host) is HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_the_cache_has_answers_marked_as_old_while_postgres_is_away()
    {
        await using var postgres = await PostgresServer.StartOwnAsync();
        var movieDb = await MovieDatabase.CreateOnAsync(postgres);
        await MovieDatabase.ExecuteAsync(
            movieDb, "INSERT INTO catalog.movies (id, title, original_title, last_tmdb_update) VALUES (1, 'One', '', now()), (2, 'Two', '', now())");
        var redis = await RedisServer.CreateDatabaseAsync();
        await using var host = new CatalogHost(movieDb, redis);
        Assert.Null(await StaleSinceAsync(host, 1));
        Assert.Null(await StaleSinceAsync(host, 2));

        await postgres.StopAsync();
        // A run has changed the data, so that the cached movies are old.
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis);
        await connection.GetDatabase().StringIncrementAsync("catalog:generation");
        await Expect.EventuallyAsync(async () => await StaleSinceAsync(host, 1) is not null);
        // From then on everyone knows, and says so of what is not even old.
        await connection.GetDatabase().StringSetAsync("catalog:generation", 0);
        await Expect.EventuallyAsync(async () => await StaleSinceAsync(host, 2) is not null);

        await postgres.StartAsync();
        await Expect.EventuallyAsync(async () => await StaleSinceAsync(host, 1) is null && await StaleSinceAsync(host, 2) is null);
    }

    [Fact]
    public async Task A_service_is_unhealthy_until_the_schema_is_there()
    {
        await using var host = new CatalogHost(
            await PostgresServer.CreateDatabaseAsync(), await RedisServer.CreateDatabaseAsync());

        await Expect.EventuallyAsync(async () => await HealthAsync(host) == HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, await HealthAsync(host, "/alive"));
    }

    private static AsyncUnaryCall<Movie> Get(CatalogHost host, int id) =>
        host.Client.GetMovieAsync(new GetMovieRequest { Id = id }, deadline: Expect.Deadline);

    private static async Task<string?> StaleSinceAsync(CatalogHost host, int id)
    {
        using var call = Get(host, id);
        await call;
        return call.GetTrailers().GetValue(StaleReads.Trailer);
    }

    private static AsyncUnaryCall<ListMoviesResponse> List(CatalogHost host) =>
        host.Client.ListMoviesAsync(new ListMoviesRequest(), deadline: Expect.Deadline);

    private static async Task<bool> AnswersAsync(CatalogHost host)
    {
        try
        {
            return (await List(host)).Movies.Count == 2;
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable)
        {
            return false;
        }
    }

    private static async Task<HttpStatusCode> HealthAsync(CatalogHost host, string path = "/health")
    {
        using var http = host.CreateClient();
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }
}

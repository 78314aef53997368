using Grpc.Core;
using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Catalog.Tests.Movies;
using MovieAspire.Contracts.Catalog.V1;
using Npgsql;
using StackExchange.Redis;

namespace MovieAspire.Catalog.Tests.Caching;

public class CacheTests(MovieSeed seed) : IClassFixture<MovieSeed>
{
    [Fact]
    public async Task A_second_read_is_a_hit_under_the_documented_keys()
    {
        using var counts = new CacheCounts(seed.Host);
        await GetAsync(4);
        await GetAsync(4);
        await seed.Client.ListMoviesAsync(new ListMoviesRequest { Limit = 3 }, deadline: Expect.Deadline);
        // The same page in other words.
        await seed.Client.ListMoviesAsync(
            new ListMoviesRequest { Limit = 3, Sort = MovieSort.PopularityDesc, Filter = new MovieFilter() }, deadline: Expect.Deadline);

        Assert.Equal((1, 1), (counts["cache.misses movie"], counts["cache.hits movie"]));
        Assert.Equal((1, 1), (counts["cache.misses movies"], counts["cache.hits movies"]));
        using var redis = await ConnectionMultiplexer.ConnectAsync(seed.Redis);
        var timeToLive = await redis.GetDatabase().KeyTimeToLiveAsync("movie:4:document");
        // An hour, and a day more for when the database is away.
        Assert.InRange(timeToLive!.Value, TimeSpan.FromMinutes(25 * 60 - 1), TimeSpan.FromHours(25));
    }

    [Fact]
    public async Task An_increment_of_the_generation_invalidates_everything()
    {
        await using var host = await SeparateHostAsync();
        Assert.Equal("Only listed", (await GetAsync(2, host.Host)).Summary.Title);
        Assert.Equal("Only listed", (await BatchAsync(host.Host)).Summary.Title);
        await MovieDatabase.ExecuteAsync(host.MovieDb, "UPDATE catalog.movies SET title = 'Changed' WHERE id = 2");
        await MovieDatabase.ProjectAsync(host.MovieDb);
        Assert.Equal("Only listed", (await GetAsync(2, host.Host)).Summary.Title);

        using var redis = await ConnectionMultiplexer.ConnectAsync(host.Redis);
        await redis.GetDatabase().StringIncrementAsync("catalog:generation");

        await Expect.EventuallyAsync(async () => (await GetAsync(2, host.Host)).Summary.Title == "Changed");
        Assert.Equal("Changed", (await BatchAsync(host.Host)).Summary.Title);
    }

    [Fact]
    public async Task What_is_no_movie_under_our_key_is_replaced()
    {
        await using var host = await SeparateHostAsync();
        using var redis = await ConnectionMultiplexer.ConnectAsync(host.Redis);
        using var counts = new CacheCounts(host.Host);
        await redis.GetDatabase().StringSetAsync("movie:1:document", "\xff\xff no movie, and longer than a header");

        Assert.Equal("The Harbour", (await GetAsync(1, host.Host)).Summary.Title);
        Assert.Equal("The Harbour", (await GetAsync(1, host.Host)).Summary.Title);
        Assert.Equal((1, 1), (counts["cache.errors movie"], counts["cache.hits movie"]));
    }

    [Fact]
    public async Task Concurrent_reads_of_a_movie_ask_the_database_once_and_survive_one_that_leaves()
    {
        await using var host = await SeparateHostAsync();
        await using var database = NpgsqlDataSource.Create(host.MovieDb);
        await using var connection = await database.OpenConnectionAsync();
        await using var block = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "LOCK TABLE catalog.movies IN ACCESS EXCLUSIVE MODE");

        using var leaves = new CancellationTokenSource();
        var first = host.Host.Client.GetMovieAsync(new GetMovieRequest { Id = 1 }, cancellationToken: leaves.Token);
        await Expect.EventuallyAsync(async () => await WaitingAsync(database) == 1);
        var others = Enumerable.Range(0, 30).Select(_ => GetAsync(1, host.Host)).ToList();
        // Of another movie: once its query waits, those before it have arrived too.
        var sentinel = GetAsync(4, host.Host);
        await Expect.EventuallyAsync(async () => await WaitingAsync(database) >= 2);
        await leaves.CancelAsync();
        await Assert.ThrowsAsync<RpcException>(async () => await first);

        Assert.Equal(2, await WaitingAsync(database));
        await block.RollbackAsync();
        Assert.All(await Task.WhenAll(others), movie => Assert.Equal("The Harbour", movie.Summary.Title));
        await sentinel;
    }

    [Fact]
    public async Task A_query_that_nobody_waits_for_any_more_is_cancelled()
    {
        await using var host = await SeparateHostAsync();
        await using var database = NpgsqlDataSource.Create(host.MovieDb);
        await using var connection = await database.OpenConnectionAsync();
        await using var block = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "LOCK TABLE catalog.movies IN ACCESS EXCLUSIVE MODE");

        using var leaves = new CancellationTokenSource();
        var call = host.Host.Client.GetMovieAsync(new GetMovieRequest { Id = 1 }, cancellationToken: leaves.Token);
        await Expect.EventuallyAsync(async () => await WaitingAsync(database) == 1);
        await leaves.CancelAsync();

        await Expect.EventuallyAsync(async () => await WaitingAsync(database) == 0);
        await Assert.ThrowsAsync<RpcException>(async () => await call);
    }

    private static async Task<SeparateHost> SeparateHostAsync()
    {
        var separate = new MovieSeed();
        await separate.InitializeAsync();
        return new SeparateHost(separate);
    }

    private async Task<Movie> GetAsync(int id, CatalogHost? host = null) =>
        await (host ?? seed.Host).Client.GetMovieAsync(new GetMovieRequest { Id = id }, deadline: Expect.Deadline);

    private static async Task<Movie> BatchAsync(CatalogHost host) => (await host.Client.BatchGetMoviesAsync(
        new BatchGetMoviesRequest { Ids = { 2 } }, deadline: Expect.Deadline)).Movies.Single();

    // On a connection of its own: a transaction would see the same activity all the time.
    private static async Task<long> WaitingAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("""
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock' AND state = 'active'
            """);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // constants of the tests
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private sealed class SeparateHost(MovieSeed seed) : IAsyncDisposable
    {
        public CatalogHost Host => seed.Host;

        public string MovieDb => seed.MovieDb;

        public string Redis => seed.Redis;

        public async ValueTask DisposeAsync() => await seed.DisposeAsync();
    }
}

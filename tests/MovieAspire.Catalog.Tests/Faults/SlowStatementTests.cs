using Grpc.Core;
using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Redis.Caching;
using MovieAspire.Testing;
using Npgsql;

namespace MovieAspire.Catalog.Tests.Faults;

/// <summary>One statement that takes too long, while the database answers all others.</summary>
public class SlowStatementTests
{
    [Fact]
    public async Task A_statement_that_sleeps_is_given_up_and_makes_no_other_answer_old()
    {
        var movieDb = await CreateDatabaseAsync();
        await using var host = await StartAsync(movieDb);
        await MovieDatabase.ExecuteAsync(
            movieDb,
            """
            ALTER TABLE catalog.genres RENAME TO all_genres;
            CREATE VIEW catalog.genres AS SELECT * FROM catalog.all_genres WHERE pg_sleep(60) IS NOT NULL;
            """);

        await Expect.FailureAsync(StatusCode.Unavailable, "DATABASE_UNAVAILABLE", Genres(host));
        Assert.Null(await StaleSinceAsync(host));
    }

    [Fact]
    public async Task A_statement_that_waits_for_a_lock_is_given_up_and_makes_no_other_answer_old()
    {
        var movieDb = await CreateDatabaseAsync();
        await using var host = await StartAsync(movieDb);
        await using var database = NpgsqlDataSource.Create(movieDb);
        await using (var connection = await database.OpenConnectionAsync())
        await using (await connection.BeginTransactionAsync())
        {
            await using (var command = new NpgsqlCommand("LOCK TABLE catalog.genres IN ACCESS EXCLUSIVE MODE", connection))
                await command.ExecuteNonQueryAsync();

            await Expect.FailureAsync(StatusCode.Unavailable, "DATABASE_UNAVAILABLE", Genres(host));
            Assert.Null(await StaleSinceAsync(host));
        }

        Assert.Equal("Drama", Assert.Single((await Genres(host)).Genres).Name);
    }

    private static async Task<string> CreateDatabaseAsync()
    {
        var movieDb = await MovieDatabase.CreateAsync();
        await MovieDatabase.ExecuteAsync(
            movieDb,
            """
            INSERT INTO catalog.movies (id, title, original_title, last_tmdb_update) VALUES (1, 'One', '', now());
            INSERT INTO catalog.genres (id, name) VALUES (18, 'Drama');
            """);
        return movieDb;
    }

    /// <summary>With a movie in its cache.</summary>
    private static async Task<CatalogHost> StartAsync(string movieDb)
    {
        var host = new CatalogHost(movieDb, await RedisServer.CreateDatabaseAsync(), new()
        {
            ["Database:StatementTimeout"] = "00:00:01",
            ["Database:LockTimeout"] = "00:00:00.5",
        });
        Assert.Null(await StaleSinceAsync(host));
        return host;
    }

    private static AsyncUnaryCall<ListGenresResponse> Genres(CatalogHost host) =>
        host.Client.ListGenresAsync(new ListGenresRequest(), deadline: Expect.Deadline);

    /// <summary>Since when the cached movie is old; null while it is not.</summary>
    private static async Task<string?> StaleSinceAsync(CatalogHost host)
    {
        using var call = host.Client.GetMovieAsync(new GetMovieRequest { Id = 1 }, deadline: Expect.Deadline);
        Assert.Equal("One", (await call).Summary.Title);
        return call.GetTrailers().GetValue(StaleReads.Trailer);
    }
}

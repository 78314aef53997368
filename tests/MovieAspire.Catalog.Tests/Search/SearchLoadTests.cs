using Grpc.Core;
using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;
using Npgsql;

namespace MovieAspire.Catalog.Tests.Search;

public class SearchLoadTests(SearchSeed seed) : IClassFixture<SearchSeed>
{
    [Fact]
    public async Task What_waits_too_long_or_finds_no_place_to_wait_is_refused_while_other_reads_go_on()
    {
        await using var host = new CatalogHost(seed.MovieDb, seed.Redis, new()
        {
            ["Search:Concurrency"] = "1", ["Search:Queue"] = "1", ["Search:QueueTime"] = "00:00:01",
        });
        await using var database = NpgsqlDataSource.Create(seed.MovieDb);
        AsyncUnaryCall<SearchMoviesResponse> first, second;
        await using (var connection = await database.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            // No search gets on until this ends.
            await using (var command = new NpgsqlCommand("LOCK TABLE catalog.search_documents IN ACCESS EXCLUSIVE MODE", connection, transaction))
                await command.ExecuteNonQueryAsync();
            first = Search(host, "godfather");
            await Expect.EventuallyAsync(() => IsBlockedAsync(database));
            second = Search(host, "amelie");

            // One of these two waits, and the other is refused at once.
            await Expect.FailureAsync(StatusCode.Unavailable, "SEARCH_BUSY", Search(host, "seven"));
            await Expect.FailureAsync(StatusCode.Unavailable, "SEARCH_BUSY", second);
            Assert.NotEmpty((await host.Client.ListGenresAsync(new(), deadline: Expect.Deadline)).Genres);
        }

        Assert.Equal(238, (await first).Hits[0].Id);
        Assert.Equal(194, (await Search(host, "amelie")).Hits[0].Id);
    }

    private static AsyncUnaryCall<SearchMoviesResponse> Search(CatalogHost host, string query) =>
        host.Search.SearchMoviesAsync(new() { Query = query }, deadline: Expect.Deadline);

    private static async Task<bool> IsBlockedAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}

extern alias catalog;

using System.Collections.Concurrent;
using MovieAspire.Gateway.Tests.Hosting;
using MovieAspire.Testing;
using Npgsql;

namespace MovieAspire.Gateway.Tests.Faults;

public class RestartTests
{
    private const int Readers = 8;

    [Fact]
    public async Task A_service_that_starts_again_under_load_loses_at_most_what_was_in_flight()
    {
        var movieDb = await MovieDatabase.CreateAsync();
        var redis = await RedisServer.CreateDatabaseAsync();
        await using (var database = NpgsqlDataSource.Create(movieDb))
        await using (var command = database.CreateCommand(
            "INSERT INTO catalog.movies (id, title, original_title, last_tmdb_update) SELECT i, 'Movie ' || i, '', now() FROM generate_series(1, 100) i"))
            await command.ExecuteNonQueryAsync();

        var first = BackendHost.Start<catalog::Program>(movieDb, redis);
        await using var gateway = new GatewayHost(new(
        [
            .. BackendHost.Announce(first, "catalog"), new("ConnectionStrings:redis", redis),
            new("OutputCache:MaxMegabytes", "0"), new("RateLimits:RequestsPerSecond", "1000000"),
        ]));

        var (answered, failed) = (0, new ConcurrentBag<Reply>());
        using var enough = new CancellationTokenSource();
        var readers = Enumerable.Range(0, Readers).Select(reader => Task.Run(async () =>
        {
            for (var i = reader; !enough.IsCancellationRequested; i++)
            {
                var reply = await gateway.GetAsync($"/movies/{(i % 100) + 1}");
                if ((int)reply.Status is 200)
                    Interlocked.Increment(ref answered);
                else
                    failed.Add(reply);
            }
        })).ToList();

        await AnsweredAsync(100);
        var addresses = first.Addresses;
        await first.DisposeAsync();
        await using var second = BackendHost.Start<catalog::Program>(movieDb, redis, new()
        {
            ["Kestrel:Endpoints:grpc:Url"] = addresses[0], ["Kestrel:Endpoints:http:Url"] = addresses[1],
        });
        await AnsweredAsync(Volatile.Read(ref answered) + 100);
        await enough.CancelAsync();
        await Task.WhenAll(readers);

        Assert.InRange(failed.Count, 0, Readers);
        Assert.All(failed, reply => Assert.Equal(503, (int)reply.Status));

        Task AnsweredAsync(int count) => Eventually.TrueAsync(
            () => Volatile.Read(ref answered) >= count, () => $"{answered} answered, {failed.Count} failed");
    }
}

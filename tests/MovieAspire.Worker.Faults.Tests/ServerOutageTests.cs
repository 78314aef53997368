using System.Net;
using System.Net.Sockets;
using System.Text;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Testing;
using MovieAspire.Testing.Workers;
using Xunit.Abstractions;

namespace MovieAspire.Worker.Faults.Tests;

public class ServerOutageTests(ITestOutputHelper output)
{
    private const int Movies = 400;

    [Fact]
    public async Task Postgres_restarts_in_the_middle_of_a_run_and_nothing_is_lost()
    {
        await using var postgres = await PostgresServer.StartOwnAsync();
        await using var system = await WorkerSystem.StartAsync(Movies, postgres: postgres);
        var listed = await system.CountListedMoviesAsync();
        var worker = await system.StartWorkerAsync();
        system.Emulator.Faults = new() { Tmdb = new() { Latency = TimeSpan.FromMilliseconds(40) } };

        var run = (await WorkerSystem.StartRunAsync(worker, "quick", ("pages", "500"))).Id;
        await system.WaitForFetchesAsync(Movies / 3);
        await postgres.StopAsync();
        await Eventually.GetAsync(
            worker.IsHealthyAsync, healthy => !healthy, _ => "The worker does not notice that Postgres is away.");
        await postgres.StartAsync();
        var ended = await system.FollowAsync(worker, run);

        output.WriteLine($"{ended.Status} in attempt {ended.Attempt}; {system.RepeatedFetches()} of {listed} fetched again");
        Assert.True(ended.Status is RunStatus.Succeeded, $"{ended}\n{system.Logs}");
        Assert.Equal(WorkerSystem.Complete(listed), await system.DescribeCatalogAsync());
        Assert.Equal(listed, system.Snapshot().MovieFetches.Count);
        // Redis still has what was fetched and could not be written.
        Assert.InRange(system.RepeatedFetches(), 0, WorkerSystem.Connections);
        Assert.True(await worker.IsHealthyAsync());
    }

    [Fact]
    public async Task Redis_is_emptied_goes_away_and_comes_back_in_the_middle_of_a_run_and_nothing_is_lost()
    {
        await using var redis = await RedisServer.StartOwnAsync();
        await using var system = await WorkerSystem.StartAsync(Movies, redis: redis);
        var listed = await system.CountListedMoviesAsync();
        var worker = await system.StartWorkerAsync();
        system.Emulator.Faults = new() { Tmdb = new() { Latency = TimeSpan.FromMilliseconds(40) } };

        var run = (await WorkerSystem.StartRunAsync(worker, "quick", ("pages", "500"))).Id;
        await system.WaitForFetchesAsync(Movies / 6);
        Assert.Equal(":1", await AskAsync(redis, "EXISTS provider-tokens:tmdb"));
        Assert.Equal("+OK", await AskAsync(redis, "FLUSHALL"));
        await system.WaitForFetchesAsync(Movies / 3);
        await redis.StopAsync();
        await system.WaitForFetchesAsync(Movies / 2);
        await redis.StartAsync();
        var ended = await system.FollowAsync(worker, run);

        output.WriteLine($"{ended.Status} in attempt {ended.Attempt}; {system.RepeatedFetches()} of {listed} fetched again");
        Assert.True(ended.Status is RunStatus.Succeeded, $"{ended}\n{system.Logs}");
        Assert.Equal(1, ended.Attempt);
        Assert.Equal(WorkerSystem.Complete(listed), await system.DescribeCatalogAsync());
        Assert.Equal((listed, 0), (system.Snapshot().MovieFetches.Count, system.RepeatedFetches()));
        Assert.NotEqual(0, worker.CountInLog("Redis is away"));

        // The rate is shared again as soon as somebody asks for a token.
        await Eventually.GetAsync(
            async () =>
            {
                Assert.Equal(RunStatus.Succeeded, (await system.RunAsync(worker, "quick", ("pages", "1"))).Status);
                return await AskAsync(redis, "EXISTS provider-tokens:tmdb");
            },
            answer => answer == ":1", _ => $"Redis is not used again.\n{system.Logs}");
    }

    /// <summary>One line to Redis, in its inline protocol, and the first line of its answer.</summary>
    private static async Task<string?> AskAsync(RedisInstance redis, string command)
    {
        using var patience = new CancellationTokenSource(Eventually.Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, redis.Port, patience.Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{command}\r\n"), patience.Token);
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync(patience.Token);
    }
}

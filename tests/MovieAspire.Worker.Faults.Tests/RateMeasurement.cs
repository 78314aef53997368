using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.ProviderEmulator;
using MovieAspire.ProviderEmulator.Statistics;
using MovieAspire.Testing;
using MovieAspire.Worker.Faults.Tests.Processes;

namespace MovieAspire.Worker.Faults.Tests;

/// <summary>Two workers that share a rate and have some ten seconds of requests to make, and what the provider saw.</summary>
public sealed class RateMeasurement : IAsyncLifetime
{
    /// <summary>Requests per second of both workers together; the provider refuses more than 40.</summary>
    public const int Rate = 35;

    public ProviderStatistics Seen { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await using var emulator = await EmulatorServer.StartAsync(
            new() { Generate = 170, RequestsPerSecond = 40, MaxConnections = 20 });
        // A catalog for each worker, so that both have as much to fetch, and one Redis, which shares the rate.
        var redis = await RedisServer.CreateDatabaseAsync();
        await using var first = await TestSystem.StartAsync(emulator, redis);
        await using var second = await TestSystem.StartAsync(emulator, redis);
        var settings = new Dictionary<string, string>
        {
            ["Tmdb:RequestsPerSecond"] = $"{Rate}", ["Tmdb:Burst"] = $"{Rate}", ["Tmdb:MaxConnections"] = "10",
            ["Ingestion:Concurrency"] = "15",
            // Else one worker would get from Redis what the other has fetched.
            ["Tmdb:CacheTtl"] = "00:00:00",
        };
        var workers = await Task.WhenAll(first.StartWorkerAsync(settings), second.StartWorkerAsync(settings));
        var listed = await first.CountListedMoviesAsync();

        var ended = await Task.WhenAll(RunAsync(first, workers[0]), RunAsync(second, workers[1]));

        Assert.All(ended, run => Assert.True(run.Status is RunStatus.Succeeded, $"{run}\n{first.Logs}\n{second.Logs}"));
        await first.AssertCompleteAsync(listed);
        await second.AssertCompleteAsync(listed);
        Seen = emulator.Statistics.Snapshot().Tmdb;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static Task<Run> RunAsync(TestSystem system, WorkerProcess worker) =>
        system.RunAsync(worker, "quick", ("pages", "500"));
}

using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.ProviderEmulator;
using MovieAspire.Testing;
using MovieAspire.Worker.Faults.Tests.Processes;
using Xunit.Abstractions;

namespace MovieAspire.Worker.Faults.Tests;

/// <summary>Measures time, so nothing else runs beside it.</summary>
[CollectionDefinition(nameof(RateTests), DisableParallelization = true)]
[Collection(nameof(RateTests))]
public class RateTests(ITestOutputHelper output)
{
    private const int Rate = 35;

    [Fact]
    public async Task Two_workers_together_never_exceed_the_rate_and_reach_nine_tenths_of_it()
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
        var seen = emulator.Statistics.Snapshot().Tmdb;
        var busy = (seen.LastAt!.Value - seen.FirstAt!.Value).TotalSeconds;
        // Without what the full bucket let out at the start.
        var average = (seen.Requests - Rate) / busy;
        output.WriteLine(FormattableString.Invariant(
            $"{seen.Requests} requests in {busy:0.00} s: {average:0.00}/s, at most {seen.MaxPerSecond} in a second, {seen.MaxConcurrent} at once"));
        Assert.Equal(0, seen.TooManyRequests);
        Assert.InRange(seen.MaxPerSecond, 1, Rate);
        Assert.InRange(seen.MaxConcurrent, 1, 20);
        Assert.InRange(average, 0.9 * Rate, Rate);
    }

    private static Task<Run> RunAsync(TestSystem system, WorkerProcess worker) =>
        system.RunAsync(worker, "quick", ("pages", "500"));
}

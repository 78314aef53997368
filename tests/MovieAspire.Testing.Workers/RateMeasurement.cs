using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.ProviderEmulator;
using MovieAspire.ProviderEmulator.Statistics;

namespace MovieAspire.Testing.Workers;

/// <summary>What a provider saw of two workers that share a rate.</summary>
/// <param name="Seen">All requests.</param>
/// <param name="Sustained">Requests per second from the first second on, until one of the two had nothing left to ask.</param>
public sealed record RateMeasurement(ProviderStatistics Seen, double Sustained)
{
    /// <summary>Requests per second of both workers together; the provider refuses more than 40, and 20 at once.</summary>
    public const int Rate = 35;

    private static readonly TimeSpan Sample = TimeSpan.FromMilliseconds(50);

    /// <param name="movies">Movies for each worker to fetch the details of.</param>
    public static async Task<RateMeasurement> TakeAsync(int movies)
    {
        await using var emulator = await EmulatorServer.StartAsync(
            new() { Generate = movies, RequestsPerSecond = 40, MaxConnections = 20 });
        // A catalog for each worker, so that both have as much to fetch, and one Redis, which shares the rate.
        var redis = await RedisServer.CreateDatabaseAsync();
        await using var first = await WorkerSystem.StartAsync(emulator, redis);
        await using var second = await WorkerSystem.StartAsync(emulator, redis);
        var settings = new Dictionary<string, string>
        {
            ["Tmdb:RequestsPerSecond"] = $"{Rate}", ["Tmdb:Burst"] = $"{Rate}", ["Tmdb:MaxConnections"] = "10",
            ["Ingestion:Concurrency"] = "15",
            // Else one worker would get from Redis what the other has fetched.
            ["Tmdb:CacheTtl"] = "00:00:00",
        };
        var workers = await Task.WhenAll(first.StartWorkerAsync(settings), second.StartWorkerAsync(settings));
        await Task.WhenAll(RunAsync(first, workers[0], "bootstrap"), RunAsync(second, workers[1], "bootstrap"));
        emulator.Statistics.Reset();

        var runs = new[] { RunAsync(first, workers[0], "enrich"), RunAsync(second, workers[1], "enrich") };
        var sustained = await SampleAsync(() => emulator.Statistics.Snapshot().Tmdb.Requests, Task.WhenAny(runs));
        await Task.WhenAll(runs);
        return new(emulator.Statistics.Snapshot().Tmdb, sustained);

        async Task RunAsync(WorkerSystem system, WorkerProcess worker, string job)
        {
            var run = await system.RunAsync(worker, job, [.. job == "enrich" ? [("limit", $"{movies}")] : Array.Empty<(string, string)>()]);
            if (run.Status is not RunStatus.Succeeded)
                throw new InvalidOperationException($"{run}\n{system.Logs}");
        }
    }

    private static async Task<double> SampleAsync(Func<long> count, Task end)
    {
        var time = TimeProvider.System;
        using var timer = new PeriodicTimer(Sample);
        while (count() == 0 && !end.IsCompleted)
            await timer.WaitForNextTickAsync();
        var start = time.GetTimestamp();
        var (from, requests, rate) = (start, 0L, 0.0);
        while (!end.IsCompleted)
        {
            await timer.WaitForNextTickAsync();
            if (from == start)
            {
                if (time.GetElapsedTime(start) >= TimeSpan.FromSeconds(1))
                    (from, requests) = (time.GetTimestamp(), count());
                continue;
            }

            rate = (count() - requests) / time.GetElapsedTime(from).TotalSeconds;
        }

        return rate;
    }
}

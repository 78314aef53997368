using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Testing.Workers;
using Xunit.Abstractions;

namespace MovieAspire.Worker.Faults.Tests;

public class ProviderFaultTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_provider_that_misbehaves_in_every_way_makes_the_run_partial_and_the_next_one_completes_it()
    {
        const int Movies = 300;
        var storm = TimeSpan.FromSeconds(3);
        await using var system = await WorkerSystem.StartAsync(Movies);
        var listed = await system.CountListedMoviesAsync();
        var worker = await system.StartWorkerAsync(new() { ["Tmdb:AttemptTimeout"] = "00:00:01" });
        system.Emulator.Faults = new() { Tmdb = new() { Latency = TimeSpan.FromMilliseconds(40) } };

        var run = (await WorkerSystem.StartRunAsync(worker, "quick", ("pages", "500"))).Id;
        await system.WaitForFetchesAsync(Movies / 10);
        system.Emulator.Faults = new()
        {
            Tmdb = new()
            {
                StormDuration = storm, ServerErrorShare = 0.1, BrokenJsonShare = 0.05, DroppedShare = 0.02, HangingShare = 0.02,
            },
        };
        var partial = await system.FollowAsync(worker, run);
        var refused = system.Snapshot().Tmdb.TooManyRequests;

        output.WriteLine($"{partial.ErrorCount} of {listed} failed; {refused} answers 429; {system.Snapshot().Tmdb.Faults} faults");
        Assert.True(partial.Status is RunStatus.Partial, $"{partial}\n{system.Logs}");
        Assert.Equal(1, partial.Attempt);
        // Broken JSON is not asked for again within a run; what else went wrong is, and rarely fails four times.
        Assert.InRange(partial.ErrorCount, 1, listed / 5);
        Assert.Contains(partial.Errors, error => error.Cause == "bad_body");
        Assert.All(partial.Errors, error => Assert.Contains(error.Cause, (string[])["bad_body", "network", "rate_limit"]));
        Assert.Equal(partial.ErrorCount, partial.Sources.Single(source => source.Source == "details").Failed);
        Assert.Equal(partial.ErrorCount, await system.ScalarAsync<long>(
            "SELECT count(DISTINCT item) FROM pipeline.run_errors WHERE resolved_at IS NULL"));
        // In a storm each connection asks about once a second.
        Assert.InRange(refused, 1, WorkerSystem.Connections * (storm.TotalSeconds + 1));
        Assert.True(await worker.IsHealthyAsync());

        system.Emulator.Faults = new();
        system.Emulator.Statistics.Reset();
        var complete = await system.RunAsync(worker, "quick", ("pages", "500"));

        Assert.True(complete.Status is RunStatus.Succeeded, $"{complete}\n{system.Logs}");
        Assert.Equal(WorkerSystem.Complete(listed), await system.DescribeCatalogAsync());
        // The failed ones alone, each once.
        Assert.Equal((int)partial.ErrorCount, system.Snapshot().MovieFetches.Count);
        Assert.Equal(0, system.RepeatedFetches());
    }

    [Fact]
    public async Task A_provider_that_is_away_fails_the_run_with_the_reason_after_a_retry_and_the_worker_stays_healthy()
    {
        await using var system = await WorkerSystem.StartAsync(movies: 1);
        // Port 9 is discard, which no machine serves any more.
        var worker = await system.StartWorkerAsync(new()
        {
            ["Tmdb:BaseUrl"] = "http://127.0.0.1:9/3/", ["Runs:MaxAttempts"] = "2",
        });

        var run = (await WorkerSystem.StartRunAsync(worker, "quick", ("pages", "1"))).Id;
        var retried = await Eventually.GetAsync(
            async () => await worker.Client.GetRunAsync(
                new() { Id = run }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(10)),
            state => state.Attempt == 1 && state.Status is not RunStatus.Running && state.ErrorMessage.Length > 0,
            state => $"{state}\n{system.Logs}");
        Assert.Equal(RunStatus.Queued, retried.Status);
        Assert.Contains("refused", retried.ErrorMessage, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("tries again in", retried.Progress.Waiting, StringComparison.Ordinal);
        Assert.True(await worker.IsHealthyAsync());

        var failed = await system.FollowAsync(worker, run);
        Assert.Equal((RunStatus.Failed, 2), (failed.Status, failed.Attempt));
        Assert.Contains("refused", failed.ErrorMessage, StringComparison.OrdinalIgnoreCase);
        Assert.All(
            failed.Sources.Where(source => source.Source is "popular" or "trending-week"),
            source => Assert.Contains("refused", source.Error, StringComparison.OrdinalIgnoreCase));

        // Work that needs no provider goes on.
        Assert.Equal(RunStatus.NoOp, (await system.RunAsync(worker, "genre-stats")).Status);
        Assert.True(await worker.IsHealthyAsync());
        // What a provider does is no bug of ours.
        Assert.True(worker.CountInLog("fail: MovieAspire") == 0, worker.Log);
    }
}

using System.Diagnostics;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Testing.Workers;
using Xunit.Abstractions;

namespace MovieAspire.Worker.Faults.Tests;

public class StoppedWorkerTests(ITestOutputHelper output)
{
    private const int Movies = 400;

    [Fact]
    public async Task A_killed_workers_run_is_taken_over_within_the_lease_and_loses_doubles_and_refetches_nothing()
    {
        await using var system = await WorkerSystem.StartAsync(Movies);
        var listed = await system.CountListedMoviesAsync();
        var (run, holder, other) = await StopPointAsync(system, await system.StartTwoWorkersAsync());

        Assert.Equal(128 + 9, await holder.KillAsync());
        var killed = Stopwatch.GetTimestamp();
        await Eventually.GetAsync(
            () => system.ScalarAsync<int>($"SELECT attempt FROM pipeline.pipeline_runs WHERE id = '{run}'"),
            attempt => attempt == 2, _ => $"Nobody takes the run over.\n{system.Logs}");
        var takenOver = Stopwatch.GetElapsedTime(killed);
        Assert.Equal(other.Id, await system.OwnerAsync(run));
        var ended = await system.FollowAsync(other, run);

        var repeated = system.RepeatedFetches();
        output.WriteLine($"{listed} movies; taken over after {takenOver.TotalSeconds:0.0} s; {repeated} fetched again");
        Assert.True(ended.Status is RunStatus.Succeeded, $"{ended}\n{system.Logs}");
        Assert.Equal(2, ended.Attempt);
        // The rest is a busy machine's.
        Assert.InRange(takenOver, TimeSpan.Zero, WorkerSystem.Lease + WorkerSystem.Poll + TimeSpan.FromSeconds(2));
        Assert.Equal(WorkerSystem.Complete(listed), await system.DescribeCatalogAsync());
        Assert.Equal(listed, system.Snapshot().MovieFetches.Count);
        Assert.InRange(repeated, 0, WorkerSystem.Connections);
        Assert.InRange(ended.Sources.Single(source => source.Source == "details").Inserted, 0, listed);
    }

    [Fact]
    public async Task A_terminated_worker_gives_its_run_back_at_once_and_another_goes_on_where_it_stopped()
    {
        var lease = TimeSpan.FromSeconds(40);
        await using var system = await WorkerSystem.StartAsync(Movies);
        var listed = await system.CountListedMoviesAsync();
        var (run, holder, other) = await StopPointAsync(
            system, await system.StartTwoWorkersAsync(new() { ["Runs:LeaseDuration"] = $"{lease}" }));

        var asked = Stopwatch.GetTimestamp();
        var exit = holder.TerminateAsync();
        await Eventually.GetAsync(
            () => system.OwnerAsync(run), owner => owner == other.Id, _ => $"Nobody takes the run over.\n{system.Logs}");
        var takenOver = Stopwatch.GetElapsedTime(asked);
        Assert.Equal(0, await exit);
        var ended = await system.FollowAsync(other, run);

        output.WriteLine($"{listed} movies; taken over after {takenOver.TotalSeconds:0.0} s; {system.RepeatedFetches()} fetched again");
        Assert.True(ended.Status is RunStatus.Succeeded, $"{ended}\n{system.Logs}");
        Assert.InRange(takenOver, TimeSpan.Zero, lease / 4);
        Assert.Equal(1, ended.Attempt);
        Assert.Equal(WorkerSystem.Complete(listed), await system.DescribeCatalogAsync());
        Assert.Equal(0, system.RepeatedFetches());
        // The cursor says that the lists are read: nobody reads them again, nor counts a movie twice.
        Assert.Equal((listed + 19) / 20, system.Snapshot().Endpoints["/3/movie/popular"]);
        var details = ended.Sources.Single(source => source.Source == "details");
        Assert.Equal((listed, listed, listed), (details.Fetched, details.Inserted, details.Requests));
    }

    /// <summary>A run whose details are fetched and written in part; who executes it, and who does not.</summary>
    private static async Task<(string Run, WorkerProcess Holder, WorkerProcess Other)> StopPointAsync(
        WorkerSystem system, WorkerProcess[] workers)
    {
        system.Emulator.Faults = new() { Tmdb = new() { Latency = TimeSpan.FromMilliseconds(40) } };
        var run = (await WorkerSystem.StartRunAsync(workers[0], "quick", ("pages", "500"))).Id;
        var owner = await system.OwnerAsync(run);
        await system.WaitForFetchesAsync(Movies / 3);
        await Eventually.GetAsync(
            () => system.ScalarAsync<long>("SELECT count(*) FROM catalog.tmdb_movies"), written => written > 0,
            _ => $"No movie is written.\n{system.Logs}");
        return (run, workers.Single(worker => worker.Id == owner), workers.Single(worker => worker.Id != owner));
    }
}

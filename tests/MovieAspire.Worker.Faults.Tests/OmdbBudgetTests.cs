using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Testing.Workers;
using Xunit.Abstractions;

namespace MovieAspire.Worker.Faults.Tests;

public class OmdbBudgetTests(ITestOutputHelper output)
{
    private const string Asked = "SELECT count(*) FROM catalog.movies WHERE last_omdb_update IS NOT NULL";

    [Fact]
    public async Task Omdbs_limit_in_the_middle_of_a_run_parks_the_rest_which_a_later_probe_resumes()
    {
        await using var system = await WorkerSystem.StartAsync(movies: 200);
        var workers = await system.StartTwoWorkersAsync(new()
        {
            ["Omdb:RequestsPerSecond"] = "5000", ["Omdb:Burst"] = "1000", ["Omdb:DailyQuota"] = "10000",
        });
        Assert.Equal(RunStatus.Succeeded, (await system.RunAsync(workers[0], "bootstrap")).Status);
        Assert.Equal(RunStatus.Succeeded, (await system.RunAsync(workers[0], "enrich", ("limit", "200"))).Status);
        var due = await system.ScalarAsync<long>("SELECT count(*) FROM catalog.movies WHERE imdb_id IS NOT NULL");
        system.Emulator.Statistics.Reset();

        system.Emulator.Faults = new() { Omdb = new() { Latency = TimeSpan.FromMilliseconds(50) } };
        var run = (await WorkerSystem.StartRunAsync(workers[0], "omdb")).Id;
        await Eventually.TrueAsync(() => system.Snapshot().Omdb.Requests >= due / 4, () => $"OMDb is not asked.\n{system.Logs}");
        system.Emulator.Faults = new() { Omdb = new() { LimitReached = true } };
        var parked = await system.FollowAsync(workers[0], run);

        var source = parked.Sources.Single(source => source.Source == "omdb");
        Assert.True(parked.Status is RunStatus.Partial, $"{parked}\n{system.Logs}");
        Assert.Equal((0, 1), (parked.ErrorCount, parked.Attempt));
        Assert.StartsWith("OMDb quota spent, resumes at ", source.Error, StringComparison.Ordinal);
        Assert.InRange(source.Fetched, due / 4 - 10, due - 1);
        Assert.Equal(source.Fetched, await system.ScalarAsync<long>(Asked));

        // Nobody bothers OMDb until the probe is due, whichever worker executes the run.
        system.Emulator.Statistics.Reset();
        foreach (var worker in workers)
            Assert.Equal(RunStatus.Partial, (await system.RunAsync(worker, "omdb")).Status);
        Assert.Equal(0, system.Snapshot().Omdb.Requests);

        // A probe that fails is one request, and the work stays parked.
        await ExpectProbeAsync(system);
        var refused = await system.RunAsync(workers[1], "omdb");
        Assert.StartsWith(
            "OMDb quota spent", refused.Sources.Single(source => source.Source == "omdb").Error, StringComparison.Ordinal);
        Assert.Equal(1, system.Snapshot().Omdb.Requests);

        system.Emulator.Faults = new();
        system.Emulator.Statistics.Reset();
        await ExpectProbeAsync(system);
        var resumed = await system.RunAsync(workers[1], "omdb");

        output.WriteLine($"{due} movies: {source.Fetched} before the limit, {resumed.Sources[0].Fetched} after it");
        Assert.True(resumed.Status is RunStatus.Succeeded, $"{resumed}\n{system.Logs}");
        Assert.Equal(due - source.Fetched, resumed.Sources.Single(source => source.Source == "omdb").Fetched);
        Assert.Equal(due - source.Fetched, system.Snapshot().Omdb.Requests);
        Assert.Equal(due, await system.ScalarAsync<long>(Asked));
    }

    /// <summary>The hour until the next probe is over.</summary>
    private static async Task ExpectProbeAsync(WorkerSystem system) => await system.ScalarAsync<object>(
        "UPDATE pipeline.quota_usage SET next_probe_at = now() - interval '1 second' WHERE next_probe_at IS NOT NULL");
}

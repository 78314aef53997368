using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.ProviderEmulator;
using MovieAspire.Testing;
using Npgsql;

namespace MovieAspire.Worker.Tests.Runs;

/// <summary>Two worker processes on one database: what happens to a run when the one that executes it goes.</summary>
public class ProcessFaultTests
{
    private static readonly EmulatorOptions Unlimited = new() { Generate = 400, RequestsPerSecond = 0, MaxConnections = 0 };

    private static readonly Dictionary<string, string> Slowly = new()
    {
        ["Tmdb__RequestsPerSecond"] = "25", ["Tmdb__Burst"] = "5", ["Tmdb__MaxConnections"] = "4",
    };

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task Another_worker_goes_on_and_no_movie_is_lost_or_fetched_twice_beyond_those_in_flight(
        bool isKilled, int attempts)
    {
        await using var emulator = await EmulatorServer.StartAsync(Unlimited);
        var database = await PostgresServer.CreateDatabaseAsync();
        var redis = await RedisServer.CreateDatabaseAsync();
        await using var first = await WorkerProcess.StartAsync(database, redis, emulator.TmdbBaseUrl, Slowly);
        await using var second = await WorkerProcess.StartAsync(database, redis, emulator.TmdbBaseUrl, Slowly);
        var request = new StartRunRequest { Job = "quick", RequestedBy = "test", Options = { ["pages"] = "4" } };
        var id = (await first.Client.StartRunAsync(request, deadline: TestWorker.Deadline())).Id;
        var owner = await OwnerAsync(first, id);
        var (victim, survivor) = owner.Contains($":{first.Id}:", StringComparison.Ordinal) ? (first, second) : (second, first);
        await Eventually.TrueAsync(
            async () => (await GetAsync(survivor, id)).Progress is { Done: > 0, Message: "Fetching details" },
            "The first details are written");

        if (isKilled) await victim.KillAsync();
        else await victim.TerminateAsync();

        var end = await Eventually.GetAsync(
            () => GetAsync(survivor, id), run => run.Status is not (RunStatus.Queued or RunStatus.Running), "The run ends");
        Assert.True(end.Status is RunStatus.Succeeded, end.ToString());
        Assert.Equal(attempts, end.Attempt);
        await using var dataSource = NpgsqlDataSource.Create(database);
        await using var missing = dataSource.CreateCommand("SELECT count(*) FROM catalog.movies WHERE last_tmdb_update IS NULL");
        Assert.Equal(0L, await missing.ExecuteScalarAsync());
        var fetches = emulator.Statistics.Snapshot().MovieFetches;
        Assert.All(fetches, movie => Assert.InRange(movie.Value, 1, 2));
        Assert.InRange(fetches.Count(movie => movie.Value > 1), 0, 4);
    }

    private static async Task<string> OwnerAsync(WorkerProcess worker, string run) => (await Eventually.GetAsync(
        async () => (await worker.Client.GetWorkerStatusAsync(new(), deadline: TestWorker.Deadline())).Workers
            .FirstOrDefault(listed => listed.RunId == run),
        listed => listed is not null, "A worker has the run"))!.Id;

    private static async Task<Run> GetAsync(WorkerProcess worker, string id) =>
        await worker.Client.GetRunAsync(new() { Id = id }, deadline: TestWorker.Deadline());
}

using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.ProviderEmulator;
using MovieAspire.Testing;
using Npgsql;

namespace MovieAspire.Worker.Tests.Runs;

public class LeaseTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/3/");

    [Fact]
    public async Task A_worker_whose_run_was_taken_stops_before_its_next_write()
    {
        var database = await PostgresServer.CreateDatabaseAsync();
        await using var dataSource = NpgsqlDataSource.Create(database);
        var job = new ScriptedJob(3);
        await using var worker = await TestWorker.StartAsync(
            database, Nowhere, [job], new() { ["Runs:HeartbeatInterval"] = "00:00:00.1" });
        var id = (await worker.StartRunAsync("scripted")).Id;
        job.Allow(1);
        await Eventually.TrueAsync(async () => (await GetAsync(worker, id)).Progress.Done == 1, "One item is done");

        await dataSource.ExecuteAsync("""
            UPDATE pipeline.pipeline_runs SET lease_owner = 'another', lease_until = now() + interval '1 hour'
            WHERE id = $1
            """, Guid.Parse(id));
        await Eventually.TrueAsync(() => Task.FromResult(job.IsStopped), "The old executor stops");

        var run = await GetAsync(worker, id);
        Assert.Equal((RunStatus.Running, 1), (run.Status, run.Progress.Done));
        Assert.Equal(1, Assert.Single(run.Sources).Fetched);
        Assert.Equal([0], job.Items);
    }

    [Fact]
    public async Task A_worker_whose_clock_jumps_by_a_day_ahead_or_back_keeps_its_run_from_the_others()
    {
        var database = await PostgresServer.CreateDatabaseAsync();
        var (clock, job) = (new TestClock(TimeProvider.System.GetUtcNow()), new ScriptedJob(4));
        await using var worker = await TestWorker.StartAsync(database, Nowhere, [job], time: clock);
        var id = (await worker.StartRunAsync("scripted")).Id;
        job.Allow(1);
        await Eventually.TrueAsync(async () => (await GetAsync(worker, id)).Progress.Done == 1, "One item is done");
        var (otherClock, otherJob) = (new TestClock(clock.Now.AddDays(1)), new ScriptedJob(4));
        await using var other = await TestWorker.StartAsync(database, Nowhere, [otherJob], time: otherClock);

        // Longer than the lease of two seconds after each jump, so that it is renewed by the clock that jumped.
        foreach (var (jump, done) in new[] { (1, 2), (-2, 3) })
        {
            clock.Now += TimeSpan.FromDays(jump);
            otherClock.Now -= TimeSpan.FromDays(jump);
            var jumped = TimeProvider.System.GetTimestamp();
            await Eventually.TrueAsync(
                () => Task.FromResult(TimeProvider.System.GetElapsedTime(jumped) > TimeSpan.FromSeconds(3)), "A lease has passed");
            job.Allow(1);
            await Eventually.TrueAsync(async () => (await GetAsync(worker, id)).Progress.Done == done, $"{done} items are done");
        }

        job.Allow(1);
        var ended = (await worker.FollowAsync(id))[^1];
        Assert.Equal((RunStatus.Succeeded, 1), (ended.Status, ended.Attempt));
        Assert.Empty(otherJob.Items);
    }

    [Fact]
    public async Task A_run_goes_on_when_Postgres_is_restarted_in_the_middle()
    {
        await using var emulator = await EmulatorServer.StartAsync(
            new() { Generate = 400, RequestsPerSecond = 0, MaxConnections = 0 });
        await using var postgres = await PostgresServer.StartOwnAsync();
        var database = await postgres.CreateDatabaseAsync();
        await using var worker = await TestWorker.StartAsync(
            database, emulator.TmdbBaseUrl, settings: new() { ["Tmdb:RequestsPerSecond"] = "40", ["Tmdb:Burst"] = "10" });
        var id = (await worker.StartRunAsync("quick", ("pages", "4"))).Id;
        await Eventually.TrueAsync(
            async () => (await GetAsync(worker, id)) is { Progress: { Done: > 0, Message: "Fetching details" } },
            "The first details are written");

        await postgres.StopAsync();
        await postgres.StartAsync();

        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    return (await GetAsync(worker, id)).Status is not (RunStatus.Queued or RunStatus.Running);
                }
                catch (Grpc.Core.RpcException e) when (e.StatusCode is Grpc.Core.StatusCode.Unavailable)
                {
                    return false;
                }
            },
            "The run ends");
        var run = await GetAsync(worker, id);
        Assert.True(run.Status is RunStatus.Succeeded, run.ToString());
        await using var dataSource = NpgsqlDataSource.Create(database);
        await using var missing = dataSource.CreateCommand("SELECT count(*) FROM catalog.movies WHERE last_tmdb_update IS NULL");
        Assert.Equal(0L, await missing.ExecuteScalarAsync());
    }

    private static async Task<Run> GetAsync(TestWorker worker, string id) =>
        await worker.Client.GetRunAsync(new() { Id = id }, deadline: TestWorker.Deadline());
}

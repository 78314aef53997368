using Microsoft.Extensions.Options;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.ProviderEmulator;
using MovieAspire.Testing;
using MovieAspire.Worker.Runs;
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
    public async Task A_worker_that_cannot_renew_its_lease_stops_when_it_is_over()
    {
        var database = await PostgresServer.CreateDatabaseAsync();
        await using var dataSource = NpgsqlDataSource.Create(database);
        var job = new ScriptedJob(2);
        await using var worker = await TestWorker.StartAsync(database, Nowhere, [job]);
        var id = (await worker.StartRunAsync("scripted")).Id;
        job.Allow(1);
        await Eventually.TrueAsync(async () => (await GetAsync(worker, id)).Progress.Done == 1, "One item is done");

        // Nothing refuses the renewals; they hang.
        await using var connection = await dataSource.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await LockAsync(connection, Guid.Parse(id));
            await Eventually.TrueAsync(() => Task.FromResult(job.IsStopped), "The executor stops");
        }

        job.Allow(1);
        var ended = (await worker.FollowAsync(id))[^1];
        Assert.Equal((RunStatus.Succeeded, 2), (ended.Status, ended.Attempt));
        Assert.Equal([0, 1], job.Items);
    }

    [Fact]
    public async Task A_lease_counts_from_when_its_renewal_was_sent()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var (time, duration) = (new ManualTime(), TimeSpan.FromSeconds(20));
        var queue = new RunQueue(
            database, TimeProvider.System, Options.Create(new RunOptions { LeaseDuration = TimeSpan.FromMinutes(10) }));
        await queue.EnqueueAsync("a", new Dictionary<string, string>(), "test", null, CancellationToken.None);
        var run = (await queue.ClaimAsync("w", ["a"], CancellationToken.None))!;
        using var lease = new RunLease(database, time, run, duration);

        await using var connection = await database.OpenConnectionAsync();
        Task<bool> renewal;
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await LockAsync(connection, run.Id);
            renewal = lease.RenewAsync(CancellationToken.None);
            await Eventually.TrueAsync(async () => await WaitsForLockAsync(database), "The renewal waits for the row");
            time.Advance(duration / 2);
        }

        await renewal;
        time.Advance(duration / 2 - TimeSpan.FromSeconds(1));
        Assert.False(lease.Expired.IsCancellationRequested);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(lease.Expired.IsCancellationRequested);
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

    private static async Task LockAsync(NpgsqlConnection connection, Guid run)
    {
        await using var command = new NpgsqlCommand("SELECT FROM pipeline.pipeline_runs WHERE id = $1 FOR UPDATE", connection);
        command.Parameters.Add(new() { Value = run });
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<bool> WaitsForLockAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("""
            SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')
            """);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<Run> GetAsync(TestWorker worker, string id) =>
        await worker.Client.GetRunAsync(new() { Id = id }, deadline: TestWorker.Deadline());
}

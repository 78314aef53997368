using Microsoft.Extensions.DependencyInjection;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Lake.Bronze;
using MovieAspire.ProviderEmulator;
using MovieAspire.Testing;
using MovieAspire.Worker.Runs;
using MovieAspire.Worker.Tests.Runs;
using Npgsql;

namespace MovieAspire.Worker.Tests.Pipeline;

public class PipelineStatusTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/3/");
    private static readonly EmulatorOptions Unlimited = new() { Generate = 100, RequestsPerSecond = 0, MaxConnections = 0 };

    [Fact]
    public async Task An_idle_pipeline_has_no_last_run_and_lists_every_schedule_and_quota()
    {
        await using var worker = await TestWorker.StartAsync(await PostgresServer.CreateDatabaseAsync(), Nowhere);

        var status = await worker.Client.GetPipelineStatusAsync(new());

        Assert.False(status.IsRunning);
        Assert.Null(status.LastRun);
        Assert.Equal(0, status.TotalRuns);
        Assert.Equal(
            worker.Services.GetRequiredService<JobCatalog>().All.Where(job => job.DefaultCron is not null).Select(job => job.Name).Order(),
            status.ScheduledJobs.Select(job => job.Id).Order());
        Assert.Contains(status.ScheduledJobs, job => (job.Id, job.Trigger) == ("quick", "0 0 0/6 * * ?"));
        Assert.Equal(["tmdb", "omdb"], status.Quotas.Select(quota => quota.Provider));
        Assert.Equal((false, true), (status.Quotas[0].HasLimit, status.Quotas[1].HasLimit));
        Assert.Equal(1000, status.Quotas[1].Remaining);
    }

    [Fact]
    public async Task Every_worker_is_listed_with_its_run_and_goes_when_it_stops()
    {
        var database = await PostgresServer.CreateDatabaseAsync();
        var (first, second) = (new ScriptedJob(1), new ScriptedJob(1));
        await using var worker = await TestWorker.StartAsync(database, Nowhere, [first]);
        await using (await TestWorker.StartAsync(database, Nowhere, [second]))
        {
            var run = await worker.StartRunAsync("scripted");
            var busy = await WorkersAsync(worker, status => status.Workers.Count == 2 && status.WorkerStatus_ == "running");
            Assert.Equal([run.Id], busy.Workers.Select(listed => listed.RunId).Where(id => id.Length > 0));
            Assert.True(busy.Running);
            Assert.NotNull(busy.LastRun);
            Assert.True((await worker.Client.GetPipelineStatusAsync(new())).IsRunning);

            first.Allow(1);
            second.Allow(1);
            await worker.FollowAsync(run.Id);
        }

        var idle = await WorkersAsync(worker, status => status.Workers.Count == 1);
        Assert.Equal(("idle", ""), (idle.WorkerStatus_, idle.Workers[0].RunId));
        var totals = await worker.Client.GetPipelineStatusAsync(new());
        Assert.Equal((1, 1, 0), (totals.TotalRuns, totals.SuccessfulRuns, totals.FailedRuns));
        Assert.Equal(RunStatus.Succeeded, totals.LastRun.Status);
    }

    [Fact]
    public async Task A_dead_worker_is_not_listed_and_its_row_is_removed_later()
    {
        var database = await PostgresServer.CreateDatabaseAsync();
        await using var dataSource = NpgsqlDataSource.Create(database);
        await using var worker = await TestWorker.StartAsync(database, Nowhere);
        await WorkersAsync(worker, status => status.Workers.Count == 1);

        await dataSource.ExecuteAsync("""
            INSERT INTO pipeline.workers VALUES
                ('dead', 'h', now(), now() - interval '9 s', now() - interval '1 ms'),
                ('long dead', 'h', now(), now() - interval '1 day', now() - interval '1 day')
            """);

        Assert.DoesNotContain((await worker.Client.GetWorkerStatusAsync(new())).Workers, listed => listed.Host == "h");
        await Eventually.TrueAsync(
            async () =>
            {
                await using var command = dataSource.CreateCommand("SELECT count(*) FROM pipeline.workers WHERE host = 'h'");
                return (long)(await command.ExecuteScalarAsync())! == 0;
            },
            "The dead workers' rows are removed");
    }

    [Fact]
    public async Task What_a_run_fetches_is_counted_and_kept_as_it_came()
    {
        await using var emulator = await EmulatorServer.StartAsync(Unlimited);
        await using var worker = await TestWorker.StartAsync(await PostgresServer.CreateDatabaseAsync(), emulator.TmdbBaseUrl);

        var run = await worker.RunAsync("quick", ("pages", "2"));

        Assert.Equal(RunStatus.Succeeded, run.Status);
        var requests = run.Sources.Sum(source => source.Requests);
        Assert.Equal(requests, run.Sources.Single(source => source.Source == "bronze").Inserted);
        Assert.Equal(requests, (await ReadLakeAsync(worker)).Count(line => line.RunId.ToString() == run.Id));
        var quotas = await Eventually.GetAsync(
            async () => await worker.Client.GetQuotasAsync(new()), seen => seen.Quotas[0].UsedToday == requests, "Counts");
        Assert.Equal(10000, quotas.Quotas[0].RequestsPerSecondLimit);
    }

    [Fact]
    public async Task A_lake_that_cannot_be_written_is_shown_and_fails_no_run()
    {
        await using var emulator = await EmulatorServer.StartAsync(Unlimited);
        var file = Path.GetTempFileName();
        try
        {
            await using var worker = await TestWorker.StartAsync(
                await PostgresServer.CreateDatabaseAsync(), emulator.TmdbBaseUrl,
                settings: new() { ["Lake:Path"] = Path.Combine(file, "lake") });

            var run = await worker.RunAsync("quick", ("pages", "1"));

            Assert.Equal(RunStatus.Succeeded, run.Status);
            var bronze = run.Sources.Single(source => source.Source == "bronze");
            Assert.NotEmpty(bronze.Error);
            Assert.Equal(run.Sources.Sum(source => source.Requests), bronze.Failed);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<WorkerStatus> WorkersAsync(TestWorker worker, Func<WorkerStatus, bool> isThere) => Eventually.GetAsync(
        async () => await worker.Client.GetWorkerStatusAsync(new(), deadline: TestWorker.Deadline()), isThere, "Workers");

    private static async Task<List<BronzeLine>> ReadLakeAsync(TestWorker worker)
    {
        var lake = (BronzeLake)worker.Services.GetService(typeof(BronzeLake))!;
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var lines = new List<BronzeLine>();
        // A run may pass midnight.
        foreach (var day in (DateOnly[])[today.AddDays(-1), today])
            await foreach (var line in BronzeReader.ReadAsync(lake.Path, "tmdb", day, CancellationToken.None))
                lines.Add(line);
        return lines;
    }
}

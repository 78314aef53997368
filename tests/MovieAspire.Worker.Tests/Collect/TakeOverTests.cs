using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.ProviderEmulator;
using MovieAspire.Testing;
using Npgsql;

namespace MovieAspire.Worker.Tests.Collect;

/// <summary>A run that another execution goes on with keeps to its limits and counts each movie once.</summary>
public class TakeOverTests
{
    [Fact]
    public async Task Enrich_fetches_no_more_than_its_limit_when_its_worker_stops_in_the_middle()
    {
        await using var system = await TakeOverSystem.StartAsync();
        await system.RunAsync("bootstrap");

        var run = await system.StopInTheMiddleAsync("enrich", ("limit", "60"));

        Assert.Equal(60, await system.CountAsync("SELECT count(*) FROM catalog.tmdb_movies"));
        Assert.Equal((60, 60), (run.MoviesProcessed, run.Sources.Single(source => source.Source == "details").Fetched));
    }

    [Fact]
    public async Task Enrich_fetches_no_more_than_its_limit_when_its_worker_dies_in_the_middle()
    {
        await using var system = await TakeOverSystem.StartAsync();
        await system.RunAsync("bootstrap");

        var run = await system.TakeAwayInTheMiddleAsync("enrich", ("limit", "60"));

        Assert.Equal(60, await system.CountAsync("SELECT count(*) FROM catalog.tmdb_movies"));
        Assert.Equal(2, run.Attempt);
        Assert.InRange(run.MoviesProcessed, 1, 60);
    }

    [Fact]
    public async Task Refresh_fetches_no_more_than_its_limit_when_its_worker_dies_in_the_middle()
    {
        await using var system = await TakeOverSystem.StartAsync(movies: 70);
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich", ("limit", "100"));
        await system.ExecuteAsync("UPDATE catalog.movies SET last_tmdb_update = last_tmdb_update - interval '179 days'");
        await system.ExecuteAsync("UPDATE catalog.tmdb_movies SET checked_at = checked_at - interval '179 days'");

        await system.TakeAwayInTheMiddleAsync("refresh", ("limit", "50"));

        Assert.Equal(50, await system.CountAsync(
            "SELECT count(*) FROM catalog.movies WHERE last_tmdb_update > now() - interval '1 day'"));
    }

    [Fact]
    public async Task A_movie_that_was_listed_before_the_stop_and_fetched_after_it_counts_once()
    {
        await using var system = await TakeOverSystem.StartAsync();

        var run = await system.StopInTheMiddleAsync("quick", ("pages", "500"));

        Assert.Equal(await system.CountAsync("SELECT count(*) FROM catalog.movies"), run.MoviesProcessed);
    }

    /// <summary>Two workers one after the other, over a provider that takes its time.</summary>
    private sealed class TakeOverSystem(EmulatorServer emulator, string database, TestWorker worker) : IAsyncDisposable
    {
        private static readonly Dictionary<string, string?> Settings = new()
        {
            // Nothing but what a test does takes a run away; small batches are written early.
            ["Runs:LeaseDuration"] = "00:01:00", ["Ingestion:Concurrency"] = "4", ["Ingestion:BatchSize"] = "4", ["Omdb:ApiKey"] = "",
        };

        private readonly NpgsqlDataSource _data = NpgsqlDataSource.Create(database);
        private TestWorker _worker = worker;

        public static async Task<TakeOverSystem> StartAsync(int movies = 100)
        {
            var emulator = await EmulatorServer.StartAsync(new() { Generate = movies, RequestsPerSecond = 0, MaxConnections = 0 });
            var database = await PostgresServer.CreateDatabaseAsync();
            return new(emulator, database, await StartWorkerAsync(emulator, database));
        }

        public Task<Run> RunAsync(string job, params (string Name, string Value)[] options) => _worker.RunAsync(job, options);

        /// <summary>The worker is told to stop while it fetches; another goes on to the end.</summary>
        public async Task<Run> StopInTheMiddleAsync(string job, params (string Name, string Value)[] options)
        {
            var id = await StartAsync(job, options);
            await _worker.DisposeAsync();
            emulator.Faults = new();
            _worker = await StartWorkerAsync(emulator, database);
            return (await _worker.FollowAsync(id))[^1];
        }

        /// <summary>The run is taken from the worker while it fetches, as if it had died; it goes on to the end all the same.</summary>
        public async Task<Run> TakeAwayInTheMiddleAsync(string job, params (string Name, string Value)[] options)
        {
            var id = await StartAsync(job, options);
            await ExecuteAsync("UPDATE pipeline.pipeline_runs SET lease_owner = 'dead', lease_until = now() WHERE status = 'running'");
            emulator.Faults = new();
            return (await _worker.FollowAsync(id))[^1];
        }

        public Task ExecuteAsync(string sql) => _data.ExecuteAsync(sql);

        public async Task<long> CountAsync(string sql)
        {
#pragma warning disable CA2100 // constants of the tests
            await using var command = _data.CreateCommand(sql);
#pragma warning restore CA2100
            return (long)(await command.ExecuteScalarAsync())!;
        }

        public async ValueTask DisposeAsync()
        {
            await _worker.DisposeAsync();
            await _data.DisposeAsync();
            await emulator.DisposeAsync();
        }

        private async Task<string> StartAsync(string job, (string Name, string Value)[] options)
        {
            emulator.Faults = new() { Tmdb = new() { Latency = TimeSpan.FromMilliseconds(50) } };
            emulator.Statistics.Reset();
            var id = (await _worker.StartRunAsync(job, options)).Id;
            await Eventually.TrueAsync(
                () => Task.FromResult(emulator.Statistics.Snapshot().MovieFetches.Count >= 20), "Twenty movies are fetched");
            return id;
        }

        private static Task<TestWorker> StartWorkerAsync(EmulatorServer emulator, string database) =>
            TestWorker.StartAsync(
                database, emulator.TmdbBaseUrl,
                settings: new(Settings) { ["Tmdb:ExportBaseUrl"] = emulator.ExportBaseUrl.ToString(), ["Ingestion:EnrichFound"] = "false" });
    }
}

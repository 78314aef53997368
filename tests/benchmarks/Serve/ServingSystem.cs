using System.Diagnostics;
using MovieAspire.Redis.Generations;
using MovieAspire.Benchmarks.Search;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.ProviderEmulator;
using MovieAspire.Testing;
using MovieAspire.Testing.Workers;
using Npgsql;
using StackExchange.Redis;

namespace MovieAspire.Benchmarks.Serve;

/// <summary>The services as they are deployed, over a catalog that a worker has filled and computed.</summary>
internal sealed class ServingSystem : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Quick = new()
    {
        ["Tmdb:RequestsPerSecond"] = "100000", ["Tmdb:Burst"] = "1000", ["Tmdb:MaxConnections"] = "15",
        ["Ingestion:Concurrency"] = "15", ["Ingestion:BatchSize"] = "100", ["Ingestion:EnrichFound"] = "false", ["Runs:ProgressInterval"] = "00:00:01",
    };

    private static readonly string[] Jobs = ["movie-ratings", "trending", "genre-stats", "ratings-by-decade"];

    private readonly PostgresInstance _postgres;
    private readonly RedisInstance _redis;
    private readonly WorkerSystem _workers;
    private readonly List<ServiceProcess> _services = [];

    private ServingSystem(PostgresInstance postgres, RedisInstance redis, WorkerSystem workers) =>
        (_postgres, _redis, _workers) = (postgres, redis, workers);

    public long Movies { get; private set; }

    /// <summary>How long each artifact took to compute, for people.</summary>
    public IReadOnlyList<string> ComputeTimes { get; private set; } = [];

    public NpgsqlDataSource Database { get; private set; } = null!;

    public Uri Gateway { get; private set; } = null!;

    /// <summary>A gateway that keeps no answers, so that every request reaches a service.</summary>
    public Uri UncachedGateway { get; private set; } = null!;

    public Uri Catalog { get; private set; } = null!;

    public Uri Analytics { get; private set; } = null!;

    /// <param name="dataset">What the emulator serves and a worker collects; null for synthetic movies.</param>
    /// <param name="movies">How many synthetic ones.</param>
    public static async Task<ServingSystem> StartAsync(DirectoryInfo? dataset, int movies)
    {
        var postgres = await PostgresServer.StartOwnAsync(durable: true);
        var emulated = new EmulatorOptions { Dataset = dataset?.FullName ?? "", RequestsPerSecond = 0, MaxConnections = 0 };
        var workers = await WorkerSystem.StartAsync(emulated, postgres, TimeSpan.FromHours(1));
        var system = new ServingSystem(postgres, await RedisServer.StartOwnAsync(), workers);
        await system.FillAsync(dataset is null ? movies : null);
        await system.ServeAsync();
        return system;
    }

    /// <summary>Nothing is cached any more, anywhere.</summary>
    public async Task ForgetAsync()
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(_redis.ConnectionString);
        var database = redis.GetDatabase();
        foreach (var area in DataGenerations.AllAreas)
            await database.StringIncrementAsync($"{area.ToString().ToLowerInvariant()}:generation");
        // The processes remember the generation for a second.
        await Task.Delay(TimeSpan.FromSeconds(2));
    }

    /// <summary>The services go on without it.</summary>
    public Task StopRedisAsync() => _redis.StopAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var service in Enumerable.Reverse(_services))
            await service.DisposeAsync();
        if (Database is not null)
            await Database.DisposeAsync();
        await _workers.DisposeAsync();
        await _redis.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    private async Task FillAsync(int? synthetic)
    {
        // It brings the schema.
        var worker = await _workers.StartWorkerAsync(Quick);
        var connection = new NpgsqlConnectionStringBuilder(_workers.Database) { Pooling = true, CommandTimeout = 600 };
        Database = NpgsqlDataSource.Create(connection.ConnectionString);
        var clock = Stopwatch.StartNew();
        if (synthetic is { } movies)
        {
            await SyntheticCatalog.FillAsync(Database, new SyntheticTexts(seed: 1), movies);
        }
        else
        {
            await RunAsync(worker, "bootstrap");
            await RunAsync(worker, "enrich", ("limit", "1000000"));
            await using var vacuum = Database.CreateCommand("VACUUM ANALYZE");
            await vacuum.ExecuteNonQueryAsync();
        }

        var times = new List<string> { FormattableString.Invariant($"  filled in {clock.Elapsed.TotalSeconds:0} s") };
        foreach (var job in Jobs)
        {
            var run = await RunAsync(worker, job);
            var took = run.FinishedAt.ToDateTimeOffset() - run.StartedAt.ToDateTimeOffset();
            times.Add(FormattableString.Invariant($"  {job,-24} {took.TotalSeconds,6:0.00} s"));
        }

        // It would only take time from those that serve.
        await worker.TerminateAsync();
        ComputeTimes = times;
        await using var count = Database.CreateCommand("SELECT count(*) FROM catalog.movies");
        Movies = (long)(await count.ExecuteScalarAsync())!;
    }

    private async Task ServeAsync()
    {
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings:moviedb"] = new NpgsqlConnectionStringBuilder(_workers.Database) { Pooling = true, MaxPoolSize = 30 }.ConnectionString,
            ["ConnectionStrings:redis"] = _redis.ConnectionString,
        };
        var catalog = await StartServiceAsync("MovieAspire.Catalog", settings, "grpc", "http");
        var analytics = await StartServiceAsync("MovieAspire.Analytics", settings, "grpc", "http");
        (Catalog, Analytics) = (catalog.Addresses[0], analytics.Addresses[0]);

        foreach (var (name, service) in new[] { ("catalog", catalog), ("analytics", analytics) })
        {
            settings[$"services:{name}:grpc:0"] = service.Addresses[0].ToString();
            settings[$"services:{name}:http:0"] = service.Addresses[1].ToString();
        }

        settings["services:worker:grpc:0"] = settings["services:worker:http:0"] = "http://127.0.0.1:9";
        settings["Auth:Password"] = Guid.NewGuid().ToString();
        settings["Auth:SigningKey"] = Guid.NewGuid().ToString();
        settings["RateLimits:RequestsPerSecond"] = "1000000";
        Gateway = (await StartServiceAsync("MovieAspire.Gateway", settings)).Addresses[0];
        settings["OutputCache:MaxMegabytes"] = "0";
        UncachedGateway = (await StartServiceAsync("MovieAspire.Gateway", settings)).Addresses[0];
    }

    private async Task<ServiceProcess> StartServiceAsync(
        string program, Dictionary<string, string> settings, params string[] endpoints)
    {
        var service = await ServiceProcess.StartAsync(program, settings, endpoints);
        _services.Add(service);
        await service.WaitUntilHealthyAsync();
        return service;
    }

    private async Task<Run> RunAsync(WorkerProcess worker, string job, params (string, string)[] options)
    {
        var run = await _workers.RunAsync(worker, job, options);
        return run.Status is RunStatus.Succeeded or RunStatus.Partial
            ? run
            : throw new InvalidOperationException($"{run}\n{_workers.Logs}");
    }
}

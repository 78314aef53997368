using System.Text.Json;
using Grpc.Core;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.ProviderEmulator;
using MovieAspire.ProviderEmulator.Statistics;
using Npgsql;

namespace MovieAspire.Testing.Workers;

/// <summary>Workers in processes of their own, and what they need: a database, Redis, and an emulated provider.</summary>
public sealed class WorkerSystem : IAsyncDisposable
{
    public const int Connections = 8;
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("movieaspire-faults-");
    private readonly List<WorkerProcess> _workers = [];
    private readonly string _redis;

    private readonly bool _ownsEmulator;
    private readonly TimeSpan _patience;

    private WorkerSystem(EmulatorServer emulator, bool ownsEmulator, string database, string redis, TimeSpan patience)
    {
        (Emulator, _ownsEmulator, _redis, _patience) = (emulator, ownsEmulator, redis, patience);
        // A pool would hand out connections that broke with the server.
        Database = new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString;
    }

    public EmulatorServer Emulator { get; }

    public string Database { get; }

    public string Redis => _redis;

    /// <param name="movies">Synthetic movies, all of which the emulator's popular list names, but for adult ones.</param>
    /// <param name="postgres">A server of the test's own; otherwise a database of the shared one.</param>
    /// <param name="redis">Likewise.</param>
    /// <param name="patience">How long a run may take; 90 seconds if nothing is said.</param>
    public static async Task<WorkerSystem> StartAsync(
        int movies, PostgresInstance? postgres = null, RedisInstance? redis = null, TimeSpan? patience = null) => new(
            await EmulatorServer.StartAsync(new() { Generate = movies, RequestsPerSecond = 0, MaxConnections = 20 }), true,
            postgres is null ? await PostgresServer.CreateDatabaseAsync() : await postgres.CreateDatabaseAsync(),
            redis?.ConnectionString ?? await RedisServer.CreateDatabaseAsync(), patience ?? Patience);

    /// <summary>A system over other movies than synthetic ones.</summary>
    public static async Task<WorkerSystem> StartAsync(EmulatorOptions emulated, PostgresInstance postgres, TimeSpan patience) => new(
        await EmulatorServer.StartAsync(emulated), true, await postgres.CreateDatabaseAsync(),
        await RedisServer.CreateDatabaseAsync(), patience);

    /// <summary>A system that shares its emulator and its Redis with another one.</summary>
    public static async Task<WorkerSystem> StartAsync(EmulatorServer emulator, string redis) =>
        new(emulator, false, await PostgresServer.CreateDatabaseAsync(), redis, TimeSpan.FromMinutes(10));

    /// <summary>A healthy worker.</summary>
    public async Task<WorkerProcess> StartWorkerAsync(Dictionary<string, string>? settings = null)
    {
        var worker = await LaunchAsync(settings ?? []);
        await worker.WaitUntilHealthyAsync();
        return worker;
    }

    /// <summary>Two healthy workers that started at the same moment.</summary>
    public async Task<WorkerProcess[]> StartTwoWorkersAsync(Dictionary<string, string>? settings = null)
    {
        var workers = await Task.WhenAll(LaunchAsync(settings ?? []), LaunchAsync(settings ?? []));
        await Task.WhenAll(workers.Select(worker => worker.WaitUntilHealthyAsync()));
        return workers;
    }

    /// <summary>How many movies the popular list names; the statistics start from 0 after that.</summary>
    public async Task<int> CountListedMoviesAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        await using var body = await http.GetStreamAsync(
            new Uri(Emulator.TmdbBaseUrl, $"movie/popular?api_key={Emulator.ApiKey}"));
        using var page = await JsonDocument.ParseAsync(body);
        Emulator.Statistics.Reset();
        return page.RootElement.GetProperty("total_results").GetInt32();
    }

    /// <summary>Waits until the details of so many movies were asked for, which is the middle of a run.</summary>
    public Task WaitForFetchesAsync(int movies) => Eventually.TrueAsync(
        () => Snapshot().MovieFetches.Count >= movies,
        () => $"Only {Snapshot().MovieFetches.Count} of {movies} movies were fetched.\n{Logs}");

    public StatisticsSnapshot Snapshot() => Emulator.Statistics.Snapshot();

    /// <summary>Requests for details beyond the first of each movie.</summary>
    public int RepeatedFetches() => Snapshot().MovieFetches.Values.Sum(count => count - 1);

    public static Task<Run> StartRunAsync(WorkerProcess worker, string job, params (string Name, string Value)[] options)
    {
        var request = new StartRunRequest { Job = job };
        foreach (var (name, value) in options)
            request.Options.Add(name, value);
        return worker.Client.StartRunAsync(request, deadline: Deadline(Patience)).ResponseAsync;
    }

    /// <summary>Watches a run to its end, also over a time in which the worker cannot say how it stands.</summary>
    public async Task<Run> FollowAsync(WorkerProcess worker, string id)
    {
        var deadline = Deadline(_patience);
        Run? last = null;
        while (true)
        {
            try
            {
                using var call = worker.Client.WatchRun(new() { Id = id }, deadline: deadline);
                while (await call.ResponseStream.MoveNext(CancellationToken.None))
                    last = call.ResponseStream.Current;
                return last!;
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable)
            {
                await Eventually.GetAsync(
                    worker.IsHealthyAsync, healthy => healthy, _ => $"The worker stays unhealthy.\n{Logs}");
            }
            catch (RpcException e)
            {
                throw new TimeoutException($"The run did not end ({e.Status}); last: {last}\n{Logs}", e);
            }
        }
    }

    public async Task<Run> RunAsync(WorkerProcess worker, string job, params (string Name, string Value)[] options) =>
        await FollowAsync(worker, (await StartRunAsync(worker, job, options)).Id);

    /// <summary>The worker that holds a run, once one does.</summary>
    public async Task<int> OwnerAsync(string run) => await Eventually.GetAsync(
        async () => await ScalarAsync<int?>($"""
            SELECT split_part(split_part(lease_owner, '/', 1), ':', 2)::int FROM pipeline.pipeline_runs WHERE id = '{run}'
            """) ?? 0,
        owner => owner > 0, _ => $"Nobody takes the run.\n{Logs}");

    /// <summary>What the catalog holds, in the words of <see cref="Complete"/>.</summary>
    public async Task<string?> DescribeCatalogAsync() => await ScalarAsync<string>("""
            SELECT (SELECT count(*) FROM catalog.movies) || ' listed, '
                || (SELECT count(*) FROM catalog.movies WHERE last_tmdb_update IS NOT NULL AND removed_at IS NULL) || ' updated, '
                || (SELECT count(*) FROM catalog.tmdb_movies WHERE length(content_hash) > 0) || ' with details, '
                || (SELECT count(DISTINCT movie_id) FROM catalog.movie_cast) || ' with cast, '
                || (SELECT count(*) FROM pipeline.run_errors WHERE source = 'details' AND resolved_at IS NULL) || ' open errors'
            """);

    /// <summary>A catalog in which every movie has its details, once, and no error is left open.</summary>
    public static string Complete(int movies) => FormattableString.Invariant(
        $"{movies} listed, {movies} updated, {movies} with details, {movies} with cast, 0 open errors");

    public async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
#pragma warning disable CA2100 // constants and ids of the tests
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync() is { } value and not DBNull ? (T)value : default;
    }

    public string Logs => string.Join('\n', _workers.Select(worker => $"--- worker {worker.Id}\n{worker.Log}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
            await worker.DisposeAsync();
        if (_ownsEmulator)
            await Emulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<WorkerProcess> LaunchAsync(Dictionary<string, string> settings)
    {
        var all = new Dictionary<string, string>
        {
            ["ConnectionStrings:moviedb"] = new NpgsqlConnectionStringBuilder(Database) { Pooling = true }.ConnectionString,
            ["ConnectionStrings:redis"] = _redis, ["Redis:Timeout"] = RedisServer.Patience,
            ["Tmdb:BaseUrl"] = Emulator.TmdbBaseUrl.ToString(), ["Tmdb:ApiKey"] = Emulator.ApiKey,
            ["Tmdb:ExportBaseUrl"] = Emulator.ExportBaseUrl.ToString(),
            ["Lake:Path"] = _folder.FullName, ["Auth:SigningKey"] = TestTokens.SigningKey,
            ["Omdb:BaseUrl"] = Emulator.OmdbBaseUrl.ToString(), ["Omdb:ApiKey"] = Emulator.ApiKey,
            ["Tmdb:RequestsPerSecond"] = "5000", ["Tmdb:Burst"] = "1000", ["Tmdb:MaxConnections"] = $"{Connections}",
            ["Ingestion:Concurrency"] = $"{Connections}", ["Ingestion:BatchSize"] = "20", ["Ingestion:EnrichFound"] = "false",
            ["Runs:LeaseDuration"] = $"{Lease}", ["Runs:HeartbeatInterval"] = "00:00:01",
            ["Runs:ProgressInterval"] = "00:00:00.1", ["Runs:PollInterval"] = $"{Poll}", ["Runs:RetryDelay"] = "00:00:00.5",
        };
        foreach (var (name, value) in settings)
            all[name] = value;
        var worker = await WorkerProcess.StartAsync(all);
        lock (_workers)
            _workers.Add(worker);
        return worker;
    }

    private static DateTime Deadline(TimeSpan patience) => TimeProvider.System.GetUtcNow().UtcDateTime + patience;
}

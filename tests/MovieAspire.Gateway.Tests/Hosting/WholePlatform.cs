extern alias analytics;
extern alias catalog;
extern alias emulator;
extern alias worker;

using MovieAspire.Testing;
using Npgsql;
using EmulatorServer = emulator::MovieAspire.ProviderEmulator.EmulatorServer;
// Any type of the worker stands for its program: that one is static.
using WorkerProgram = worker::MovieAspire.Worker.Runs.IJob;

namespace MovieAspire.Gateway.Tests.Hosting;

/// <summary>The gateway with all services behind it; the worker reads from an emulator of the providers.</summary>
internal sealed class WholePlatform : IAsyncDisposable
{
    private readonly DirectoryInfo _lake = Directory.CreateTempSubdirectory("gateway-tests-lake-");
    private readonly EmulatorServer _emulator;
    private readonly string _movieDb;
    private readonly Dictionary<string, string> _settings;
    private readonly ServiceHost<catalog::Program> _catalog;
    private readonly ServiceHost<analytics::Program> _analytics;
    private readonly ServiceHost<WorkerProgram> _worker;

    private WholePlatform(string movieDb, string redis, EmulatorServer emulator)
    {
        (_emulator, _movieDb) = (emulator, movieDb);
        _catalog = BackendHost.Start<catalog::Program>(movieDb, redis);
        _analytics = BackendHost.Start<analytics::Program>(movieDb, redis);
        _worker = BackendHost.Start<WorkerProgram>(movieDb, redis, new()
        {
            ["Tmdb:BaseUrl"] = emulator.TmdbBaseUrl.ToString(), ["Tmdb:ApiKey"] = emulator.ApiKey,
            ["Tmdb:ExportBaseUrl"] = emulator.ExportBaseUrl.ToString(),
            ["Tmdb:RequestsPerSecond"] = "10000", ["Tmdb:Burst"] = "1000", ["Tmdb:LocalFraction"] = "1",
            ["Omdb:BaseUrl"] = emulator.OmdbBaseUrl.ToString(), ["Omdb:ApiKey"] = emulator.ApiKey,
            ["Omdb:RequestsPerSecond"] = "10000", ["Omdb:Burst"] = "1000",
            ["Runs:ProgressInterval"] = "00:00:00.05", ["Runs:PollInterval"] = "00:00:00.5",
            ["Lake:Path"] = _lake.FullName, ["Auth:SigningKey"] = TestTokens.SigningKey,
        });
        _settings = new(
        [
            .. BackendHost.Announce(_catalog, "catalog"), .. BackendHost.Announce(_analytics, "analytics"),
            .. BackendHost.Announce(_worker, "worker"), new("ConnectionStrings:redis", redis),
        ]);
        Gateway = new(_settings);
    }

    internal GatewayHost Gateway { get; }

    /// <summary>Another gateway before the same services.</summary>
    internal GatewayHost StartGateway(Dictionary<string, string> settings) => new(new([.. _settings, .. settings]));

    internal static async Task<WholePlatform> StartAsync(string movieDb, string redis) => new(
        movieDb, redis, await EmulatorServer.StartAsync(new() { RequestsPerSecond = 0, MaxConnections = 0 }));

    /// <summary>How long TMDB takes for each answer from now on.</summary>
    internal void SlowDown(TimeSpan latency) => _emulator.Faults = new() { Tmdb = new() { Latency = latency } };

    /// <summary>TMDB does not know the movie any more, whose details were last fetched two days ago.</summary>
    internal async Task VanishAsync(int movie)
    {
        await using var database = NpgsqlDataSource.Create(_movieDb);
        await using var command = database.CreateCommand(
            "UPDATE catalog.movies SET last_tmdb_update = now() - interval '2 days' WHERE id = $1");
        command.Parameters.Add(new() { Value = movie });
        await command.ExecuteNonQueryAsync();
        _emulator.VanishMovie(movie);
    }

    /// <summary>The work for a library was given up.</summary>
    internal async Task FailLibraryAsync(string session)
    {
        await using var database = NpgsqlDataSource.Create(_movieDb);
        await using var command = database.CreateCommand(
            "UPDATE libraries.sessions SET status = 'failed', error_message = 'It failed.', work_done = work_wanted WHERE id = $1");
        command.Parameters.Add(new() { Value = Guid.Parse(session) });
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await _worker.DisposeAsync();
        await _analytics.DisposeAsync();
        await _catalog.DisposeAsync();
        await _emulator.DisposeAsync();
        _lake.Delete(recursive: true);
    }
}

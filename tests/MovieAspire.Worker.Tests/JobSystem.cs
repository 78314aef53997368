using System.Globalization;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.ProviderEmulator;
using MovieAspire.Testing;
using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Tests;

/// <summary>A worker, an emulator of its own and a database of its own, all on one clock that the test moves.</summary>
internal sealed class JobSystem : IAsyncDisposable
{
    private JobSystem(EmulatorServer emulator, TestWorker worker, NpgsqlDataSource data, TestClock clock) =>
        (Emulator, Worker, Data, Clock) = (emulator, worker, data, clock);

    public EmulatorServer Emulator { get; }

    public TestWorker Worker { get; }

    public NpgsqlDataSource Data { get; }

    public TestClock Clock { get; }

    public static async Task<JobSystem> StartAsync(
        int movies = 120, Dictionary<string, string?>? settings = null, EmulatorOptions? emulated = null, LogCapture? log = null,
        IRunFollowUp? followUp = null)
    {
        var clock = new TestClock(new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero));
        var options = emulated ?? new();
        var emulator = await EmulatorServer.StartAsync(
            options with { Generate = movies, RequestsPerSecond = 0, MaxConnections = 0 }, clock);
        var database = await PostgresServer.CreateDatabaseAsync();
        var all = new Dictionary<string, string?>(settings ?? [])
        {
            ["Omdb:BaseUrl"] = emulator.OmdbBaseUrl.ToString(), ["Tmdb:ExportBaseUrl"] = emulator.ExportBaseUrl.ToString(),
            ["Omdb:RequestsPerSecond"] = "10000", ["Omdb:Burst"] = "1000", ["Omdb:LocalFraction"] = "1",
            ["Omdb:CacheTtl"] = "00:00:00",
            // One attempt shows what went wrong; on a busy machine it shall not be the lease.
            ["Runs:MaxAttempts"] = "1", ["Runs:LeaseDuration"] = "00:01:00",
        };
        all.TryAdd("Omdb:DailyQuota", "100000");
        // Tests say themselves when details are fetched.
        all.TryAdd("Ingestion:EnrichFound", "false");
        var worker = await TestWorker.StartAsync(database, emulator.TmdbBaseUrl, settings: all, time: clock, log: log, followUp: followUp);
        return new(emulator, worker, NpgsqlDataSource.Create(database), clock);
    }

    public Task<Run> RunAsync(string job, params (string Name, string Value)[] options) => Worker.RunAsync(job, options);

    /// <summary>How often the details of a movie were asked for since the last reset of the statistics.</summary>
    public int Fetches(int movie) => Emulator.Statistics.Snapshot().MovieFetches.GetValueOrDefault(movie);

    public async Task<long> CountAsync(string sql, params object[] values)
    {
#pragma warning disable CA2100 // constants of the tests
        await using var command = Data.CreateCommand(sql);
#pragma warning restore CA2100
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>The rows of the catalog with their versions, but for the check times of a movie.</summary>
    public async Task<List<string>> ContentAsync()
    {
        await using var command = Data.CreateCommand("""
            SELECT 'movie' || id || ' ' || updated_at || ' ' || coalesce(last_run_id::text, '') FROM catalog.movies
            -- By their values: of whom two movies tell differently, the one is written and then the other.
            UNION ALL SELECT 'person' || p::text FROM catalog.people p
            UNION ALL SELECT 'cast' || movie_id || '-' || billing_order || '-' || person_id || ' ' || xmin FROM catalog.movie_cast
            UNION ALL SELECT 'tmdb' || movie_id || ' ' || changed_at FROM catalog.tmdb_movies
            UNION ALL SELECT 'omdb' || movie_id || ' ' || changed_at FROM catalog.omdb_movies
            ORDER BY 1
            """);
        var versions = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            versions.Add(reader.GetString(0));
        return versions;
    }

    public async ValueTask DisposeAsync()
    {
        await Worker.DisposeAsync();
        await Data.DisposeAsync();
        await Emulator.DisposeAsync();
    }
}

extern alias analytics;
extern alias catalog;
extern alias emulator;
extern alias gateway;
extern alias worker;

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using MovieAspire.Data.Documents;
using MovieAspire.Data.Schema;
using MovieAspire.Testing;
using Npgsql;
using EmulatorServer = emulator::MovieAspire.ProviderEmulator.EmulatorServer;
using FaultPlan = emulator::MovieAspire.ProviderEmulator.Faults.FaultPlan;
// Any type of the worker stands for its program: that one is static.
using WorkerProgram = worker::MovieAspire.Worker.Runs.IJob;

namespace MovieAspire.Web.Tests.Hosting;

/// <summary>The whole product in this process over the emulator's sample, filled by a run, and a browser; started once for all tests.</summary>
public sealed class Platform : IAsyncLifetime
{
    internal const string Password = "correct-horse-battery";

    /// <summary>A film whose every text tries to be markup.</summary>
    internal const int EvilFilm = 990_001;

    internal const string EvilText = """<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>'"&amp;""";

    // Nobody listens on the discard port.
    private const string Nowhere = "http://127.0.0.1:9";

    private readonly DirectoryInfo _lake = Directory.CreateTempSubdirectory("web-tests-lake-");
    private EmulatorServer _emulator = null!;
    private ServiceHost<catalog::Program> _catalog = null!;
    private ServiceHost<analytics::Program> _analytics = null!;
    private ServiceHost<WorkerProgram> _worker = null!;
    private ServiceHost<gateway::Program> GatewayHost { get; set; } = null!;

    private ServiceHost<gateway::Program> LoneGateway { get; set; } = null!;

    /// <summary>Asks without cookies, and follows no redirect.</summary>
    internal HttpClient Client { get; private set; } = null!;

    /// <summary>Asks a gateway whose services are all away.</summary>
    internal HttpClient LoneClient { get; private set; } = null!;

    internal Browser Browser { get; private set; } = null!;

    internal Uri Address => Client.BaseAddress!;

    public async Task InitializeAsync()
    {
        var browser = Browser.StartAsync();
        var redis = await RedisServer.CreateDatabaseAsync();
        var movieDb = await PostgresServer.CreateDatabaseAsync();
        await using var database = NpgsqlDataSource.Create(movieDb);
        await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
        await SeedAsync(database);

        _emulator = await EmulatorServer.StartAsync(new() { RequestsPerSecond = 0, MaxConnections = 0 });
        _catalog = ServiceHost<catalog::Program>.StartService(movieDb, redis);
        _analytics = ServiceHost<analytics::Program>.StartService(movieDb, redis);
        _worker = ServiceHost<WorkerProgram>.StartService(movieDb, redis, new()
        {
            ["Tmdb:BaseUrl"] = _emulator.TmdbBaseUrl.ToString(), ["Tmdb:ApiKey"] = _emulator.ApiKey,
            ["Tmdb:ExportBaseUrl"] = _emulator.ExportBaseUrl.ToString(),
            ["Tmdb:RequestsPerSecond"] = "10000", ["Tmdb:Burst"] = "1000", ["Tmdb:LocalFraction"] = "1",
            ["Omdb:BaseUrl"] = _emulator.OmdbBaseUrl.ToString(), ["Omdb:ApiKey"] = _emulator.ApiKey,
            ["Omdb:RequestsPerSecond"] = "10000", ["Omdb:Burst"] = "1000",
            ["Runs:ProgressInterval"] = "00:00:00.05", ["Runs:PollInterval"] = "00:00:00.5",
            ["Lake:Path"] = _lake.FullName, ["Auth:SigningKey"] = TestTokens.SigningKey,
        });
        GatewayHost = new(Gateway(redis, _catalog.Addresses, _analytics.Addresses, _worker.Addresses));
        LoneGateway = new(Gateway(redis, [Nowhere, Nowhere], [Nowhere, Nowhere], [Nowhere, Nowhere]));
        (Client, LoneClient) = (ClientOf(GatewayHost), ClientOf(LoneGateway));
        Browser = await browser;

        await RunAsync("daily");
        await RunAsync("omdb");
        await RunAsync("compute-all");
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        Client.Dispose();
        LoneClient.Dispose();
        await LoneGateway.DisposeAsync();
        await GatewayHost.DisposeAsync();
        await _worker.DisposeAsync();
        await _analytics.DisposeAsync();
        await _catalog.DisposeAsync();
        await _emulator.DisposeAsync();
        _lake.Delete(recursive: true);
    }

    /// <summary>How long TMDB takes for each answer from now on.</summary>
    internal void SlowDown(TimeSpan latency) => _emulator.Faults = new FaultPlan { Tmdb = new() { Latency = latency } };

    internal async Task<string> GetAsync(string path) => await (await Client.GetAsync(path)).EnsureSuccessStatusCode().Content.ReadAsStringAsync();

    private Dictionary<string, string> Gateway(
        string redis, IReadOnlyList<string> catalog, IReadOnlyList<string> analytics, IReadOnlyList<string> worker) => new()
        {
            ["urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:redis"] = redis,
            ["Auth:Password"] = Password, ["Auth:SigningKey"] = TestTokens.SigningKey,
            ["RateLimits:TokensPerMinute"] = "10000", ["RateLimits:TotalTokensPerMinute"] = "10000",
            ["RateLimits:RequestsPerSecond"] = "100000",
            ["Images:BaseUrl"] = new Uri(_emulator.TmdbBaseUrl, "/t/p/").ToString(),
            ["services:catalog:grpc:0"] = catalog[0], ["services:catalog:http:0"] = catalog[1],
            ["services:analytics:grpc:0"] = analytics[0], ["services:analytics:http:0"] = analytics[1],
            ["services:worker:grpc:0"] = worker[0], ["services:worker:http:0"] = worker[1],
        };

    private static HttpClient ClientOf(ServiceHost<gateway::Program> host) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(host.Addresses[0]), Timeout = TimeSpan.FromSeconds(30),
        };

    private static async Task SeedAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand($"""
            INSERT INTO catalog.movies (id, title, original_title, tagline, overview, release_date, popularity, vote_average, vote_count, poster_path)
            VALUES ({EvilFilm}, $1, $1, $1, $1, '2001-01-01', 0.1, 6, 60, $2);
            """);
        command.Parameters.Add(new() { Value = $"Evil {EvilText}" });
        command.Parameters.Add(new() { Value = "/\" onerror=\"window.pwned=1" });
        await command.ExecuteNonQueryAsync();
        await DocumentFill.RunAsync(database, TimeProvider.System, CancellationToken.None);
    }

    private async Task RunAsync(string job)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var login = await Client.PostAsJsonAsync("/auth/token", new { username = "admin", password = Password }, limit.Token);
        var token = (await login.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(limit.Token)).GetProperty("access_token").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/pipeline/run") { Content = JsonContent.Create(new { update_type = job }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var started = await Client.SendAsync(request, limit.Token);
        Assert.True(started.IsSuccessStatusCode, await started.Content.ReadAsStringAsync(limit.Token));
        // The stream of events ends with the run.
        var events = await Client.GetStringAsync($"{started.Headers.Location}/events", limit.Token);
        Assert.Contains("\"status\":\"succeeded\"", events, StringComparison.Ordinal);
    }
}

/// <summary>All browser tests share the platform and take turns: a machine has few cores.</summary>
[CollectionDefinition(Name)]
public sealed class PlatformGroup : ICollectionFixture<Platform>
{
    /// <summary>The collection.</summary>
    public const string Name = "platform";
}

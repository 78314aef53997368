extern alias analytics;
extern alias catalog;
extern alias emulator;
extern alias gateway;
extern alias worker;

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Parser;
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
    private readonly Dictionary<string, ServiceHost<gateway::Program>> _bereft = [];
    private string? _library;
    private EmulatorServer _emulator = null!;
    private ServiceHost<catalog::Program> _catalog = null!;
    private ServiceHost<analytics::Program> _analytics = null!;
    private ServiceHost<WorkerProgram> _worker = null!;
    private string _redis = "";

    private ServiceHost<gateway::Program> GatewayHost { get; set; } = null!;

    /// <summary>Asks without cookies, and follows no redirect.</summary>
    internal HttpClient Client { get; private set; } = null!;

    internal Browser Browser { get; private set; } = null!;

    internal Uri Address => Client.BaseAddress!;

    public async Task InitializeAsync()
    {
        var browser = Browser.StartAsync();
        _redis = await RedisServer.CreateDatabaseAsync();
        var movieDb = await PostgresServer.CreateDatabaseAsync();
        await using var database = NpgsqlDataSource.Create(movieDb);
        await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);

        _emulator = await EmulatorServer.StartAsync(new() { RequestsPerSecond = 0, MaxConnections = 0 });
        _catalog = ServiceHost<catalog::Program>.StartService(movieDb, _redis);
        _analytics = ServiceHost<analytics::Program>.StartService(movieDb, _redis);
        _worker = ServiceHost<WorkerProgram>.StartService(movieDb, _redis, new()
        {
            ["Tmdb:BaseUrl"] = _emulator.TmdbBaseUrl.ToString(), ["Tmdb:ApiKey"] = _emulator.ApiKey,
            ["Tmdb:ExportBaseUrl"] = _emulator.ExportBaseUrl.ToString(),
            ["Tmdb:RequestsPerSecond"] = "10000", ["Tmdb:Burst"] = "1000", ["Tmdb:LocalFraction"] = "1",
            ["Omdb:BaseUrl"] = _emulator.OmdbBaseUrl.ToString(), ["Omdb:ApiKey"] = _emulator.ApiKey,
            ["Omdb:RequestsPerSecond"] = "10000", ["Omdb:Burst"] = "1000",
            ["Runs:ProgressInterval"] = "00:00:00.05", ["Runs:PollInterval"] = "00:00:00.5",
            ["Lake:Path"] = _lake.FullName, ["Auth:SigningKey"] = TestTokens.SigningKey,
        });
        GatewayHost = new(Gateway());
        Client = ClientOf(GatewayHost);
        Browser = await browser;

        await RunAsync("daily");
        await RunAsync("omdb");
        await RunAsync("compute-all");
        await RunAsync("medallion");
        await SeedAsync(database);
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        Client.Dispose();
        foreach (var bereft in _bereft.Values)
            await bereft.DisposeAsync();
        await GatewayHost.DisposeAsync();
        await _worker.DisposeAsync();
        await _analytics.DisposeAsync();
        await _catalog.DisposeAsync();
        await _emulator.DisposeAsync();
        _lake.Delete(recursive: true);
    }

    /// <summary>How long TMDB takes for each answer from now on.</summary>
    internal void SlowDown(TimeSpan latency) => _emulator.Faults = new FaultPlan { Tmdb = new() { Latency = latency } };

    /// <summary>A gateway that does not reach these services: catalog, analytics, worker.</summary>
    internal Uri AddressWithout(params string[] services)
    {
        var key = string.Join(',', services);
        if (!_bereft.TryGetValue(key, out var bereft))
            _bereft[key] = bereft = new(Gateway(services));
        return new(bereft.Addresses[0]);
    }

    /// <summary>The address of a library, made once out of <see cref="Exports.Diary"/>, with its key.</summary>
    internal async Task<string> LibraryAsync()
    {
        if (_library is not null)
            return _library;
        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(Exports.Diary.Buffer), "files", Exports.Diary.Name);
        using var response = await Client.PostAsync("/api/upload", form);
        var session = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        var id = session.GetProperty("session_id").GetString();
        // The stream of events ends with the session.
        Assert.Contains("\"completed\"", await Client.GetStringAsync($"/api/session/{id}/events"), StringComparison.Ordinal);
        return _library = $"/library/{id}?key={session.GetProperty("owner_token").GetString()}";
    }

    /// <summary>Where the first such link of a page leads.</summary>
    internal async Task<string> FirstLinkAsync(string page, string selector) =>
        new HtmlParser().ParseDocument(await GetAsync(page)).QuerySelector(selector)!.GetAttribute("href")!;

    internal async Task<string> GetAsync(string path) => await (await Client.GetAsync(path)).EnsureSuccessStatusCode().Content.ReadAsStringAsync();

    private Dictionary<string, string> Gateway(params string[] without)
    {
        var settings = new Dictionary<string, string>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:redis"] = _redis, ["Redis:Timeout"] = RedisServer.Patience,
            ["Auth:Password"] = Password, ["Auth:SigningKey"] = TestTokens.SigningKey,
            ["RateLimits:TokensPerMinute"] = "10000", ["RateLimits:TotalTokensPerMinute"] = "10000",
            ["RateLimits:RequestsPerSecond"] = "100000", ["RateLimits:UploadsPerMinute"] = "10000",
            ["Images:BaseUrl"] = new Uri(_emulator.TmdbBaseUrl, "/t/p/").ToString(),
            ["Dashboard:Url"] = "http://dashboard.example:15080",
        };
        if (without.Length > 0)
            settings["OutputCache:MaxMegabytes"] = "0";
        foreach (var (name, addresses) in new[] { ("catalog", _catalog.Addresses), ("analytics", _analytics.Addresses), ("worker", _worker.Addresses) })
        {
            var isAway = without.Contains(name, StringComparer.Ordinal);
            settings[$"services:{name}:grpc:0"] = isAway ? Nowhere : addresses[0];
            settings[$"services:{name}:http:0"] = isAway ? Nowhere : addresses[1];
        }

        return settings;
    }

    private static HttpClient ClientOf(ServiceHost<gateway::Program> host) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(host.Addresses[0]), Timeout = TimeSpan.FromMinutes(2),
        };

    private static async Task SeedAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand($"""
            INSERT INTO catalog.movies (id, title, original_title, tagline, overview, release_date, popularity, vote_average, vote_count, poster_path, last_tmdb_update)
            VALUES ({EvilFilm}, $1, $1, $1, $1, '2001-01-01', 0.1, 6, 60, $2, now());
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

using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using MovieAspire.ProviderEmulator;
using MovieAspire.ProviderEmulator.Sources.Dataset;
using MovieAspire.ProviderEmulator.Statistics;
using MovieAspire.Testing;
using MovieAspire.Testing.Workers;
using Npgsql;

namespace MovieAspire.Benchmarks.Libraries;

/// <summary>A film of the data set whose title and year no other one has.</summary>
internal readonly record struct KnownFilm(string Title, int Year);

/// <summary>A session as its client sees it.</summary>
internal readonly record struct UploadedSession(string Id, string? OwnerToken, TimeSpan Upload);

/// <summary>Worker, catalog and gateway in processes of their own, over a data set that an emulated TMDB serves.</summary>
internal sealed class LibrarySystem : IAsyncDisposable
{
    private static readonly TimeProvider Time = TimeProvider.System;

    private readonly PostgresInstance _postgres;
    private readonly WorkerSystem _workers;
    private readonly List<ServiceProcess> _services = [];

    private LibrarySystem(PostgresInstance postgres, WorkerSystem workers) => (_postgres, _workers) = (postgres, workers);

    public HttpClient Http { get; } = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1_000 }) { Timeout = TimeSpan.FromMinutes(5) };

    public WorkerProcess Worker { get; private set; } = null!;

    public ServiceProcess Catalog => _services[0];

    public ServiceProcess Gateway => _services[1];

    public StatisticsSnapshot Requests => _workers.Snapshot();

    /// <param name="dataset">What TMDB serves.</param>
    /// <param name="rate">How many of 40 requests a second, which it allows, the worker takes; null when there is no limit.</param>
    public static async Task<LibrarySystem> StartAsync(string dataset, int? rate)
    {
        var postgres = await PostgresServer.StartOwnAsync(durable: true);
        var workers = await WorkerSystem.StartAsync(
            new EmulatorOptions { Dataset = dataset, RequestsPerSecond = rate is null ? 0 : 40, MaxConnections = rate is null ? 0 : 20 }, postgres, TimeSpan.FromHours(1));
        var system = new LibrarySystem(postgres, workers);
        system.Worker = await workers.StartWorkerAsync(new()
        {
            ["Tmdb:RequestsPerSecond"] = $"{rate ?? 100_000}", ["Tmdb:Burst"] = $"{rate ?? 1_000}", ["Tmdb:MaxConnections"] = "15", ["Ingestion:Concurrency"] = "15",
            ["Ingestion:BatchSize"] = "40", ["Runs:LeaseDuration"] = "00:00:30", ["Runs:ProgressInterval"] = "00:00:01",
        });
        await system.ServeAsync();
        return system;
    }

    /// <summary>Films of the data set, always the same ones in the same order.</summary>
    public static IReadOnlyList<KnownFilm> Films(string dataset)
    {
        var source = DatasetSource.Load(dataset, NullLogger.Instance);
        var films = new List<KnownFilm>();
        foreach (var facts in source.Facts)
        {
            if (source.Find(facts.Id) is { ReleaseDate: { } released, Adult: false } movie)
                films.Add(new(movie.Title, released.Year));
        }

        var unique = films.GroupBy(film => film).Where(group => group.Count() == 1).Select(group => group.Key).ToArray();
        new Random(1).Shuffle(unique);
        return unique;
    }

    /// <summary>A ratings.csv.</summary>
    public static string Ratings(IEnumerable<KnownFilm> films) => films.Aggregate(
        new StringBuilder("Date,Name,Year,Letterboxd URI,Rating\n"),
        (text, film) => text.Append(CultureInfo.InvariantCulture, $"2024-01-02,{Quote(film)},{film.Year},https://boxd.it/{KeyOf(film)},{1 + film.Year % 8 / 2.0}\n"),
        text => text.ToString());

    /// <summary>A diary.csv of so many viewings.</summary>
    public static string Diary(IReadOnlyList<KnownFilm> films, int rows)
    {
        var text = new StringBuilder("Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n");
        var first = new DateOnly(2012, 1, 1);
        for (var row = 0; row < rows; row++)
        {
            var film = films[row % films.Count];
            var day = first.AddDays(row % 4_500).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"{day},{Quote(film)},{film.Year},https://boxd.it/e{row},{1 + row % 9 / 2.0},{(row >= films.Count ? "Yes" : "")},\"home, again\",{day}\n");
        }

        return text.ToString();
    }

    public Task RunAsync(string job, params (string, string)[] options) => _workers.RunAsync(Worker, job, options);

    /// <summary>Begins a run and does not wait for it.</summary>
    public Task StartRunAsync(string job, params (string, string)[] options) => WorkerSystem.StartRunAsync(Worker, job, options);

    public void ResetRequests() => _workers.Emulator.Statistics.Reset();

    public async Task<UploadedSession> UploadAsync(string name, string csv, UploadedSession? into = null)
    {
        using var file = new StringContent(csv);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var form = new MultipartFormDataContent { { file, "files", name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, At(into is { } known ? $"session/{known.Id}/upload" : "upload")) { Content = form };
        if (into?.OwnerToken is { } token)
            request.Headers.Add("X-Owner-Token", token);
        var started = Time.GetTimestamp();
        using var response = await Http.SendAsync(request);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException(body.ToString());
        return new(body.GetProperty("session_id").GetString()!, body.GetProperty("owner_token").GetString() ?? into?.OwnerToken, Time.GetElapsedTime(started));
    }

    /// <summary>How long it takes from now until a session is completed.</summary>
    public async Task<TimeSpan> CompletedAsync(UploadedSession session)
    {
        var started = Time.GetTimestamp();
        while (true)
        {
            var status = await Http.GetFromJsonAsync<JsonElement>(At($"session/{session.Id}/status"));
            switch (status.GetProperty("status").GetString())
            {
                case "completed":
                    return Time.GetElapsedTime(started);
                case "failed":
                    throw new InvalidOperationException(status.ToString());
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>An address of the gateway under /api.</summary>
    public Uri At(string path) => new(Gateway.Addresses[0], $"api/{path}");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var service in Enumerable.Reverse(_services))
            await service.DisposeAsync();
        await _workers.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    private async Task ServeAsync()
    {
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings:moviedb"] = new NpgsqlConnectionStringBuilder(_workers.Database) { Pooling = true, MaxPoolSize = 30 }.ConnectionString,
            ["ConnectionStrings:redis"] = _workers.Redis,
        };
        var catalog = await StartAsync("MovieAspire.Catalog", settings, "grpc", "http");
        settings["services:catalog:grpc:0"] = catalog.Addresses[0].ToString();
        settings["services:catalog:http:0"] = catalog.Addresses[1].ToString();
        // Nobody asks these.
        foreach (var other in new[] { "worker", "analytics" })
            settings[$"services:{other}:grpc:0"] = settings[$"services:{other}:http:0"] = "http://127.0.0.1:9";
        settings["Auth:Password"] = Guid.NewGuid().ToString();
        settings["Auth:SigningKey"] = Guid.NewGuid().ToString();
        settings["RateLimits:RequestsPerSecond"] = "1000000";
        await StartAsync("MovieAspire.Gateway", settings);
    }

    private async Task<ServiceProcess> StartAsync(string program, Dictionary<string, string> settings, params string[] endpoints)
    {
        var service = await ServiceProcess.StartAsync(program, settings, endpoints);
        _services.Add(service);
        await service.WaitUntilHealthyAsync();
        return service;
    }

    private static string Quote(KnownFilm film) => $"\"{film.Title.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string KeyOf(KnownFilm film) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{film.Title} {film.Year}")))[..10];
}

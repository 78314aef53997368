using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Testing;
using MovieAspire.Worker.Runs;
using MovieAspire.Worker.Schedules;
using MovieAspire.Worker.Schema;

namespace MovieAspire.Worker.Tests;

/// <summary>A worker in this process: on a free port, without Redis, with short intervals.</summary>
internal sealed class TestWorker : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;
    private readonly string _lake;

    private TestWorker(WebApplication app, string lake)
    {
        (_app, _lake) = (app, lake);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        _channel = GrpcChannel.ForAddress(address);
        Client = new(TestTokens.As(_channel, "test"));
        Anonymous = new(_channel);
    }

    public Contracts.Pipeline.V1.Pipeline.PipelineClient Client { get; }

    /// <summary>A client without a token.</summary>
    public Contracts.Pipeline.V1.Pipeline.PipelineClient Anonymous { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<TestWorker> StartAsync(
        string database, Uri tmdb, IJob[]? jobs = null, Dictionary<string, string?>? settings = null,
        TimeProvider? time = null, ILoggerProvider? log = null, IRunFollowUp? followUp = null)
    {
        var lake = Path.Combine(Path.GetTempPath(), $"lake-{Guid.NewGuid():N}");
        var all = new Dictionary<string, string?>
        {
            ["ConnectionStrings:moviedb"] = database,
            ["Tmdb:BaseUrl"] = tmdb.ToString(), ["Tmdb:ApiKey"] = "emulator", ["Tmdb:CacheTtl"] = "00:00:00",
            ["Tmdb:RequestsPerSecond"] = "10000", ["Tmdb:Burst"] = "1000", ["Tmdb:LocalFraction"] = "1",
            ["Omdb:ApiKey"] = "emulator",
            ["Lake:Path"] = lake, ["Quotas:FlushInterval"] = "00:00:00.1",
            ["Runs:LeaseDuration"] = "00:00:02", ["Runs:HeartbeatInterval"] = "00:00:00.5",
            ["Runs:ProgressInterval"] = "00:00:00.05", ["Runs:PollInterval"] = "00:00:00.2",
            ["Runs:RetryDelay"] = "00:00:00.05", ["Runs:ShutdownGrace"] = "00:00:05",
        };
        foreach (var (name, value) in settings ?? [])
            all[name] = value;
        var app = Build(all, services =>
        {
            if (time is not null)
                services.AddSingleton(time);
            if (log is not null)
                services.AddSingleton(log);
            foreach (var job in jobs ?? [])
                services.AddSingleton(job);
            if (followUp is not null)
                services.AddSingleton(followUp);
            // No test depends on the hour at which it runs.
            services.PostConfigure<ScheduleOptions>(options =>
            {
                foreach (var (job, schedule) in options.Jobs.ToList())
                    options.Jobs[job] = schedule with { Enabled = all.ContainsKey($"Schedules:{job}:Enabled") && schedule.Enabled };
            });
        });
        await app.StartAsync();
        await app.Services.GetRequiredService<SchemaReadiness>().WaitAsync(new CancellationTokenSource(60_000).Token);
        return new(app, lake);
    }

    /// <summary>A worker with these settings and no others, on a free port; not started.</summary>
    public static WebApplication Build(
        Dictionary<string, string?> settings, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Test" });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection([
            new("ConnectionStrings:moviedb", "Host=127.0.0.1;Port=9"), new("Tmdb:ApiKey", "emulator"),
            new("Auth:SigningKey", TestTokens.SigningKey),
        ]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        configure?.Invoke(builder.Services);
        return Program.Build(builder);
    }

    public async Task<Run> StartRunAsync(string job, params (string Name, string Value)[] options)
    {
        var request = new StartRunRequest { Job = job };
        foreach (var (name, value) in options)
            request.Options.Add(name, value);
        return await Client.StartRunAsync(request, deadline: Deadline());
    }

    /// <summary>Watches a run to its end.</summary>
    /// <returns>Every state that was sent.</returns>
    public async Task<List<Run>> FollowAsync(string id)
    {
        var states = new List<Run>();
        using var call = Client.WatchRun(new() { Id = id }, deadline: Deadline());
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            states.Add(call.ResponseStream.Current);
        return states;
    }

    public async Task<Run> RunAsync(string job, params (string Name, string Value)[] options) =>
        (await FollowAsync((await StartRunAsync(job, options)).Id))[^1];

    public static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(90);

    public async Task StopAsync() => await _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (Directory.Exists(_lake))
            Directory.Delete(_lake, recursive: true);
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using MovieAspire.ProviderEmulator.Faults;
using MovieAspire.ProviderEmulator.Limits;
using MovieAspire.ProviderEmulator.Movies;
using MovieAspire.ProviderEmulator.Statistics;

namespace MovieAspire.ProviderEmulator;

/// <summary>Settings of an emulator inside this process, each named after its key in the section "Emulator".</summary>
public sealed record EmulatorOptions
{
    public string Dataset { get; init; } = "";

    public int Generate { get; init; }

    public int Seed { get; init; } = 1;

    public string ApiKey { get; init; } = "emulator";

    public DateOnly? Today { get; init; }

    public int RequestsPerSecond { get; init; } = 50;

    public int MaxConnections { get; init; } = 20;

    public int OmdbDailyLimit { get; init; } = 1_000;

    public bool DeriveOmdb { get; init; } = true;

    internal IEnumerable<KeyValuePair<string, string?>> Settings() => typeof(EmulatorOptions)
        .GetProperties()
        .Where(property => property.GetValue(this) is not null)
        .Select(property => KeyValuePair.Create(
            $"Emulator:{property.Name}",
            property.GetValue(this) is DateOnly day
                ? day.ToString("O", CultureInfo.InvariantCulture)
                : Convert.ToString(property.GetValue(this), CultureInfo.InvariantCulture)));
}

/// <summary>An emulator inside this process, on a free port of 127.0.0.1, until it is disposed.</summary>
public sealed class EmulatorServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Uri _address;

    private EmulatorServer(WebApplication app)
    {
        _app = app;
        var server = app.Services.GetRequiredService<IServer>();
        _address = new(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>For Tmdb:BaseUrl.</summary>
    public Uri TmdbBaseUrl => new(_address, "3/");

    /// <summary>For Omdb:BaseUrl.</summary>
    public Uri OmdbBaseUrl => new(_address, "omdb/");

    /// <summary>For Tmdb:ExportBaseUrl.</summary>
    public Uri ExportBaseUrl => new(_address, "p/exports/");

    /// <summary>The key of both APIs.</summary>
    public string ApiKey => _app.Services.GetRequiredService<IOptions<LimitOptions>>().Value.ApiKey;

    /// <summary>What came in.</summary>
    public RequestStatistics Statistics => _app.Services.GetRequiredService<RequestStatistics>();

    /// <summary>The faults from now on.</summary>
    public FaultPlan Faults
    {
        get => _app.Services.GetRequiredService<FaultState>().Plan;
        set => _app.Services.GetRequiredService<FaultState>().Set(value);
    }

    /// <summary>Starts an emulator.</summary>
    /// <param name="options">Its settings; the configuration of the process is not looked at.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<EmulatorServer> StartAsync(
        EmulatorOptions? options = null, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        var app = EmulatorApp.Create([], builder =>
        {
            // The files beside a test are another process's settings.
            builder.Configuration.Sources.Clear();
            builder.Configuration.AddInMemoryCollection((options ?? new()).Settings());
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(time ?? TimeProvider.System);
        });
        await app.StartAsync(cancellationToken);
        return new(app);
    }

    /// <summary>The movie differs from now on, and is in the change feed.</summary>
    public void ChangeMovie(int id) => Changes.Change(id, Now);

    /// <summary>The movie is unknown from now on, and is in the change feed.</summary>
    public void VanishMovie(int id) => Changes.Vanish(id, Now);

    /// <summary>The movie is unknown from now on, as it is the same as another one.</summary>
    public void MergeMovie(int id, int into) => Changes.Merge(id, into, Now);

    /// <summary>The movie is as it was at the start.</summary>
    public void RestoreMovie(int id) => Changes.Restore(id, Now);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Hanging connections end with ApplicationStopping; nothing is worth waiting for longer.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    private ChangeLog Changes => _app.Services.GetRequiredService<ChangeLog>();

    private DateTimeOffset Now => _app.Services.GetRequiredService<EmulatorClock>().Now;
}

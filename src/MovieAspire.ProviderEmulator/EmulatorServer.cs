using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MovieAspire.ProviderEmulator.Changes;
using MovieAspire.ProviderEmulator.Faults;
using MovieAspire.ProviderEmulator.Movies;
using MovieAspire.ProviderEmulator.Statistics;

namespace MovieAspire.ProviderEmulator;

/// <summary>An emulator inside this process, on a free port of 127.0.0.1, until it is disposed.</summary>
public sealed class EmulatorServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Uri address;

    private EmulatorServer(WebApplication app)
    {
        this.app = app;
        var server = app.Services.GetRequiredService<IServer>();
        address = new(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>For Tmdb:BaseUrl.</summary>
    public Uri TmdbBaseUrl => new(address, "3/");

    /// <summary>For Omdb:BaseUrl.</summary>
    public Uri OmdbBaseUrl => new(address, "omdb/");

    /// <summary>For Tmdb:ExportBaseUrl.</summary>
    public Uri ExportBaseUrl => new(address, "p/exports/");

    /// <summary>The key of both APIs.</summary>
    public string ApiKey => app.Services.GetRequiredService<EmulatorOptions>().ApiKey;

    /// <summary>What came in.</summary>
    public RequestStatistics Statistics => app.Services.GetRequiredService<RequestStatistics>();

    /// <summary>The faults from now on.</summary>
    public FaultPlan Faults
    {
        get => app.Services.GetRequiredService<FaultState>().Plan;
        set => app.Services.GetRequiredService<FaultState>().Set(value);
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
            builder.Configuration.AddInMemoryCollection();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.Services.Replace(ServiceDescriptor.Singleton(Options.Create(options ?? new())));
            builder.Services.Replace(ServiceDescriptor.Singleton(time ?? TimeProvider.System));
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
        await app.StopAsync(patience.Token);
        await app.DisposeAsync();
    }

    private ChangeLog Changes => app.Services.GetRequiredService<ChangeLog>();

    private DateTimeOffset Now => app.Services.GetRequiredService<EmulatorClock>().Now;
}

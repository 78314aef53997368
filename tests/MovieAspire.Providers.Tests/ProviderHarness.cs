using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MovieAspire.ProviderEmulator;
using MovieAspire.Providers.Calls;
using MovieAspire.Providers.Omdb;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Testing;

namespace MovieAspire.Providers.Tests;

/// <summary>The clients as a worker has them, pointed at an emulator.</summary>
internal sealed class ProviderHarness : IAsyncDisposable
{
    private readonly IHost _host;

    private ProviderHarness(IHost host) => _host = host;

    /// <summary>Nothing here may take longer.</summary>
    public CancellationToken Deadline { get; } = new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    public TmdbClient Tmdb => _host.Services.GetRequiredService<TmdbClient>();

    public OmdbClient Omdb => _host.Services.GetRequiredService<OmdbClient>();

    /// <param name="emulator">Whom they ask.</param>
    /// <param name="settings">Beside those that point there and set no limit.</param>
    /// <param name="time">Their clock.</param>
    /// <param name="redis">A connection string, or null for a worker without Redis.</param>
    /// <param name="quota">Instead of their own.</param>
    public static async Task<ProviderHarness> StartAsync(
        EmulatorServer emulator, IReadOnlyDictionary<string, string?>? settings = null, TimeProvider? time = null,
        string? redis = null, IRequestQuota? quota = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:redis"] = redis,
                ["Redis:Timeout"] = RedisServer.Patience,
                ["Tmdb:BaseUrl"] = emulator.TmdbBaseUrl.ToString(),
                ["Tmdb:ExportBaseUrl"] = emulator.ExportBaseUrl.ToString(),
                ["Tmdb:ApiKey"] = emulator.ApiKey,
                ["Tmdb:RequestsPerSecond"] = "1000",
                ["Tmdb:Burst"] = "1000",
                ["Omdb:BaseUrl"] = emulator.OmdbBaseUrl.ToString(),
                ["Omdb:ApiKey"] = emulator.ApiKey,
                ["Omdb:RequestsPerSecond"] = "1000",
                ["Omdb:Burst"] = "1000",
            })
            .AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        if (quota is not null)
            builder.Services.AddSingleton(quota);
        builder.AddProviders();
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MovieAspire.ProviderEmulator;
using MovieAspire.Providers.Omdb;
using MovieAspire.Providers.Tmdb;
using StackExchange.Redis;

namespace MovieAspire.Providers.Tests;

/// <summary>The clients as a worker has them, pointed at an emulator.</summary>
internal sealed class ProviderHarness : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public ProviderHarness(
        EmulatorServer emulator, IReadOnlyDictionary<string, string?>? settings = null, TimeProvider? time = null,
        IConnectionMultiplexer? redis = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
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
            .AddInMemoryCollection(settings ?? new Dictionary<string, string?>())
            .Build();
        var collection = new ServiceCollection().AddLogging().AddSingleton(time ?? TimeProvider.System);
        if (redis is not null)
            collection.AddSingleton(redis);
        services = collection.AddProviders(configuration).BuildServiceProvider();
    }

    /// <summary>Nothing here may take longer.</summary>
    public CancellationToken Deadline { get; } = new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    public TmdbClient Tmdb => services.GetRequiredService<TmdbClient>();

    public OmdbClient Omdb => services.GetRequiredService<OmdbClient>();

    public ValueTask DisposeAsync() => services.DisposeAsync();
}

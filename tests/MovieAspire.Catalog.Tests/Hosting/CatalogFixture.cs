using MovieAspire.Testing;
using CatalogClient = MovieAspire.Contracts.Catalog.V1.Catalog.CatalogClient;

namespace MovieAspire.Catalog.Tests.Hosting;

/// <summary>A catalog service for the tests of one class, with a database of its own.</summary>
public abstract class CatalogFixture(string seed) : IAsyncLifetime
{
    private CatalogHost? _host;

    internal string MovieDb { get; private set; } = "";

    internal string Redis { get; private set; } = "";

    internal CatalogHost Host => _host!;

    internal CatalogClient Client => Host.Client;

    public async Task InitializeAsync()
    {
        MovieDb = await MovieDatabase.CreateAsync();
        Redis = await RedisServer.CreateDatabaseAsync();
        await MovieDatabase.ExecuteAsync(MovieDb, seed);
        _host = new CatalogHost(MovieDb, Redis);
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }
}

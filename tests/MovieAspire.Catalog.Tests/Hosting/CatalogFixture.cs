using MovieAspire.Testing;
using CatalogClient = MovieAspire.Contracts.Catalog.V1.Catalog.CatalogClient;

namespace MovieAspire.Catalog.Tests.Hosting;

/// <summary>A catalog service for the tests of one class, with a database of its own.</summary>
public abstract class CatalogFixture(string seed) : IAsyncLifetime
{
    internal string MovieDb { get; private set; } = "";

    internal string Redis { get; private set; } = "";

    internal CatalogHost Host { get; private set; } = null!;

    internal CatalogClient Client => Host.Client;

    public async Task InitializeAsync()
    {
        MovieDb = await MovieDatabase.CreateAsync();
        Redis = await RedisServer.CreateDatabaseAsync();
        await MovieDatabase.ExecuteAsync(MovieDb, seed);
        await MovieDatabase.ProjectAsync(MovieDb);
        Host = new CatalogHost(MovieDb, Redis);
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();
}

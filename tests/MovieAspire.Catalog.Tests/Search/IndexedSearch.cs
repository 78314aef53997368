using System.Text.Json;
using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.SearchIndex;
using MovieAspire.Testing;
using MovieAspire.Testing.Meilisearch;
using Npgsql;

namespace MovieAspire.Catalog.Tests.Search;

/// <summary>A catalog with a search server whose index has the movies of <see cref="SearchSeed"/>.</summary>
public sealed class IndexedSearch : IAsyncLifetime
{
    internal FakeMeilisearch Meilisearch { get; private set; } = null!;

    internal CatalogHost Host { get; private set; } = null!;

    internal NpgsqlDataSource Database { get; private set; } = null!;

    internal static async Task<IndexedSearch> StartAsync(Dictionary<string, string>? settings = null)
    {
        var search = new IndexedSearch();
        await search.InitializeAsync(settings ?? []);
        return search;
    }

    public Task InitializeAsync() => InitializeAsync([]);

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Meilisearch.DisposeAsync();
        await Database.DisposeAsync();
    }

    internal async Task<SearchMoviesResponse> SearchAsync(SearchMoviesRequest request) =>
        await Host.Search.SearchMoviesAsync(request, deadline: Expect.Deadline);

    /// <summary>A search that no cache can answer.</summary>
    internal Task<SearchMoviesResponse> SearchAsync() =>
        SearchAsync(new() { Query = "godfather", Offset = 0, MinRating = Random.Shared.NextDouble() });

    /// <summary>The body of the last search that Meilisearch was asked.</summary>
    internal JsonElement LastSearch() =>
        JsonDocument.Parse(Meilisearch.Requests.Last(request => request.Call == "POST /indexes/movies/search").Body).RootElement;

    private async Task InitializeAsync(Dictionary<string, string> settings)
    {
        var movieDb = await MovieDatabase.CreateAsync();
        await MovieDatabase.ExecuteAsync(movieDb, SearchSeed.Sql);
        await MovieDatabase.ProjectAsync(movieDb);
        Database = NpgsqlDataSource.Create(movieDb);
        Meilisearch = await FakeMeilisearch.StartAsync();
        await FillAsync();
        var all = new Dictionary<string, string>(settings)
        {
            ["ConnectionStrings:meilisearch"] = Meilisearch.ConnectionString, ["Search:StateMemory"] = "00:00:00",
        };
        // Machines that run tests are slow.
        all.TryAdd("Search:Budget", "00:00:05");
        Host = new CatalogHost(movieDb, await RedisServer.CreateDatabaseAsync(), all);
    }

    private async Task FillAsync()
    {
        using var server = new MeilisearchServer(Meilisearch.ConnectionString);
        var (client, index) = (server.Client!, server.Client!.Index(IndexSettings.Uid));
        await client.CreateIndexAsync(IndexSettings.Uid, IndexSettings.PrimaryKey);
        await index.UpdateSettingsAsync(IndexSettings.Settings);
        await using var connection = await Database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("SELECT pg_current_snapshot()::text", connection);
        var snapshot = (string)(await command.ExecuteScalarAsync())!;
        var movies = 0;
        await foreach (var batch in IndexDocuments.AllAsync(connection, 1000, CancellationToken.None))
        {
            movies += batch.Ids.Count;
            await index.AddDocumentsNdjsonAsync(batch.JsonLines, IndexSettings.PrimaryKey);
        }

        await new IndexState(snapshot, movies, (await client.GetIndexAsync(IndexSettings.Uid)).UpdatedAt)
            .WriteAsync(connection, null, TimeProvider.System.GetUtcNow(), CancellationToken.None);
    }
}

using System.Text.Json;
using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Data;
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
        Database = NpgsqlDataSource.Create(movieDb);
        await MovieDatabase.ProjectAsync(movieDb);
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
        var (client, index) = (server.Client!, server.Client!.Index(MovieIndex.Uid));
        await client.CreateIndexAsync(MovieIndex.Uid, MovieIndex.PrimaryKey);
        await index.UpdateSettingsAsync(MovieIndex.Settings);
        await using var connection = await Database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("""
            SELECT string_agg(json_build_object(
                       'id', m.id, 'title', m.title, 'title_variants', s.names || s.keys, 'overview', m.overview,
                       'genres', ARRAY(SELECT g.name FROM catalog.movie_genres mg JOIN catalog.genres g ON g.id = mg.genre_id
                                       WHERE mg.movie_id = m.id ORDER BY g.name),
                       'genre_ids', ARRAY(SELECT genre_id FROM catalog.movie_genres WHERE movie_id = m.id),
                       'person_ids', ARRAY(SELECT person_id FROM catalog.movie_cast WHERE movie_id = m.id),
                       'release_year', extract(year FROM m.release_date)::integer,
                       'release_date', m.release_date - DATE '1970-01-01', 'original_language', m.original_language,
                       'vote_average', m.vote_average, 'vote_count', m.vote_count, 'popularity', m.popularity)::text, E'\n'),
                   count(*), pg_current_snapshot()::text
            FROM catalog.movies m JOIN catalog.search_documents s ON s.movie_id = m.id
            """, connection);
        var (lines, movies, snapshot) = ("", 0L, "");
        await using (var reader = await command.ExecuteReaderAsync())
        {
            await reader.ReadAsync();
            (lines, movies, snapshot) = (reader.GetString(0), reader.GetInt64(1), reader.GetString(2));
        }

        await index.AddDocumentsNdjsonAsync(lines, MovieIndex.PrimaryKey);
        await new SearchIndexState(snapshot, movies, (await client.GetIndexAsync(MovieIndex.Uid)).UpdatedAt)
            .WriteAsync(connection, null, TimeProvider.System.GetUtcNow(), CancellationToken.None);
    }
}

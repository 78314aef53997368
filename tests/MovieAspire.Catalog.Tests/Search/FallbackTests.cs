using Microsoft.Extensions.DependencyInjection;
using MovieAspire.Catalog.Search;
using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Testing.Meilisearch;

namespace MovieAspire.Catalog.Tests.Search;

public class FallbackTests
{
    private static readonly Dictionary<string, string> NoDelay = new() { ["Search:RetryDelay"] = "00:00:00" };

    public static TheoryData<string, FakeFault, string> Faults => new()
    {
        { "POST /indexes/movies/search", FakeFault.Broken, "cannot be reached" },
        { "POST /indexes/movies/search", FakeFault.Error(500, "internal"), "internal" },
        { "POST /indexes/movies/search", FakeFault.Error(503, "too_many_search_requests"), "overloaded" },
        { "POST /indexes/movies/search", FakeFault.Error(403, "invalid_api_key"), "refuses our key" },
        { "POST /indexes/movies/search", FakeFault.Error(400, "invalid_search_filter"), "invalid_search_filter" },
        { "POST /indexes/movies/search", FakeFault.Error(404, "index_not_found"), "no index" },
        { "POST /indexes/movies/search", new(502, "<html>bad gateway</html>"), "as expected" },
        { "POST /indexes/movies/search", new(200, "{}"), "as expected" },
        { "GET /indexes/movies/stats", FakeFault.Broken, "cannot be reached" },
        { "GET /indexes/movies", new(500, """{"status":"mustRestart"}"""), "as expected" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Postgres_answers_when_meilisearch_fails_and_the_response_says_why(string call, FakeFault fault, string reason)
    {
        var search = await IndexedSearch.StartAsync(NoDelay);
        search.Meilisearch.Fault = asked => asked == call ? fault : null;

        IsByPostgres(await search.SearchAsync(), reason);

        search.Meilisearch.Fault = _ => null;
        Assert.Equal("meilisearch", (await search.SearchAsync()).Engine);
        await search.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_hangs_costs_its_budget_once_until_it_is_probed_again()
    {
        var search = await IndexedSearch.StartAsync(new() { ["Search:Budget"] = "00:00:00.3", ["Search:RetryDelay"] = "00:10:00" });
        search.Meilisearch.Fault = _ => FakeFault.Hanging;

        IsByPostgres(await search.SearchAsync(), "in time");
        var asked = search.Meilisearch.Requests.Count;
        for (var i = 0; i < 5; i++)
            IsByPostgres(await search.SearchAsync(), "in time");

        Assert.Equal(asked, search.Meilisearch.Requests.Count);
        await search.DisposeAsync();
    }

    [Fact]
    public async Task An_index_that_is_missing_or_lacks_movies_is_not_searched()
    {
        var search = await IndexedSearch.StartAsync(NoDelay);
        search.Meilisearch.Lose("movies", document: 238);
        IsByPostgres(await search.SearchAsync(), "has 16 of 17 movies");
        search.Meilisearch.Lose("movies");
        IsByPostgres(await search.SearchAsync(), "no index");
        await search.DisposeAsync();
    }

    [Fact]
    public async Task An_old_index_is_not_searched()
    {
        var search = await IndexedSearch.StartAsync(NoDelay);
        search.Meilisearch.Age("movies", TimeSpan.FromHours(1));
        IsByPostgres(await search.SearchAsync(), "old index");
        await search.DisposeAsync();
    }

    [Fact]
    public async Task An_index_that_nobody_built_or_that_lacks_a_change_is_not_searched()
    {
        var search = await IndexedSearch.StartAsync(new(NoDelay) { ["Search:MaxLag"] = "00:00:00" });
        await ExecuteAsync(search, "UPDATE catalog.movie_documents SET version = pg_current_xact_id(), changed_at = now() WHERE movie_id = 238");
        IsByPostgres(await search.SearchAsync(), "lacks changes");
        await ExecuteAsync(search, "DELETE FROM pipeline.cursors");
        IsByPostgres(await search.SearchAsync(), "was built yet");
        await search.DisposeAsync();
    }

    [Fact]
    public async Task A_change_that_is_newer_than_the_lag_allowed_is_no_reason()
    {
        var search = await IndexedSearch.StartAsync(NoDelay);
        await ExecuteAsync(search, "UPDATE catalog.movie_documents SET version = pg_current_xact_id(), changed_at = now() WHERE movie_id = 238");
        Assert.Equal("meilisearch", (await search.SearchAsync()).Engine);
        await search.DisposeAsync();
    }

    [Fact]
    public async Task Health_says_why_searches_are_answered_by_postgres_and_is_never_worse_than_degraded()
    {
        var search = await IndexedSearch.StartAsync(NoDelay);
        var client = search.Host.CreateClient();
        Assert.Contains("\"meilisearch\":{\"status\":\"healthy\"", await client.GetStringAsync("/health"), StringComparison.Ordinal);

        search.Meilisearch.Fault = _ => FakeFault.Broken;
        var health = "";
        await Expect.EventuallyAsync(async () =>
            (health = await client.GetStringAsync("/health")).Contains("\"meilisearch\":{\"status\":\"degraded\"", StringComparison.Ordinal));

        Assert.Contains("Meilisearch cannot be reached.", health, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeMeilisearch.Key, health, StringComparison.Ordinal);
        await search.DisposeAsync();
    }

    [Fact]
    public async Task Health_is_degraded_also_where_nothing_but_searches_fail()
    {
        var search = await IndexedSearch.StartAsync(NoDelay);
        search.Meilisearch.Fault = asked => asked == "POST /indexes/movies/search" ? FakeFault.Error(500, "internal") : null;

        Assert.Contains("internal", await search.Host.Services.GetRequiredService<MovieSearch>().ReasonAgainstAsync(CancellationToken.None), StringComparison.Ordinal);
        search.Meilisearch.Fault = _ => null;
        Assert.Null(await search.Host.Services.GetRequiredService<MovieSearch>().ReasonAgainstAsync(CancellationToken.None));
        await search.DisposeAsync();
    }

    private static void IsByPostgres(SearchMoviesResponse response, string reason)
    {
        Assert.Equal("postgres", response.Engine);
        Assert.Contains(reason, response.EngineReason, StringComparison.Ordinal);
        Assert.Equal([238, 240], response.Hits.Select(hit => hit.Id));
    }

    private static async Task ExecuteAsync(IndexedSearch search, string sql)
    {
#pragma warning disable CA2100 // constants of this file
        await using var command = search.Database.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}

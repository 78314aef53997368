using System.Text.Json;
using System.Text.Json.Serialization;
using Meilisearch;
using Meilisearch.QueryParameters;
using Index = Meilisearch.Index;

namespace MovieAspire.ClientStandIns.Tests.Search;

public class MeilisearchTests
{
    private const string Enqueued =
        """{"taskUid":5,"indexUid":"movies","status":"enqueued","type":"documentAdditionOrUpdate","enqueuedAt":"2026-01-02T03:04:05.123456789Z"}""";

    [Fact]
    public async Task A_search_sends_what_is_set_and_reads_hits_facets_and_highlights()
    {
        var server = new FakeMeilisearch((200, """
            {"hits":[{"id":7,"title":"Heat","_formatted":{"id":"7","title":"<em>Heat</em>"}}],"query":"heat",
             "processingTimeMs":2,"limit":5,"offset":10,"estimatedTotalHits":11,"requestUid":"x",
             "facetDistribution":{"genres":{"Crime":3}},"facetStats":{"year":{"min":1995,"max":2001}}}
            """));

        ISearchable<Movie> result = await server.Client.Index("movies").SearchAsync<Movie>("heat", new SearchQuery
        {
            Limit = 5,
            Offset = 10,
            Filter = "year > 1990",
            Facets = ["genres", "year"],
            Sort = ["popularity:desc"],
            AttributesToHighlight = ["title"],
        });

        Assert.Equal(
            """POST /indexes/movies/search {"q":"heat","filter":"year \u003E 1990","attributesToHighlight":["title"],"facets":["genres","year"],"sort":["popularity:desc"],"offset":10,"limit":5,"retrieveVectors":false}""",
            Sorted(Assert.Single(server.Requests)));
        Assert.Equal("Bearer key", server.Last!.Headers.Authorization!.ToString());
        var hits = Assert.IsType<SearchResult<Movie>>(result);
        Assert.Equal((5, 10, 11, 2), (hits.Limit, hits.Offset, hits.EstimatedTotalHits, hits.ProcessingTimeMs));
        Movie hit = Assert.Single(hits.Hits);
        Assert.Equal((7, "Heat", "<em>Heat</em>"), (hit.Id, hit.Title, hit.Formatted!["title"].GetString()));
        Assert.Equal(3, result.FacetDistribution["genres"]["Crime"]);
        Assert.Equal(1995, result.FacetStats["year"].Min);
    }

    [Fact]
    public async Task A_search_by_page_counts_exactly()
    {
        var server = new FakeMeilisearch(
            (200, """{"hits":[],"query":"","processingTimeMs":0,"hitsPerPage":20,"page":2,"totalPages":2,"totalHits":40}"""));

        var result = Assert.IsType<PaginatedSearchResult<Movie>>(
            await server.Client.Index("movies").SearchAsync<Movie>("", new SearchQuery { Page = 2, HitsPerPage = 20 }));

        Assert.Equal((2, 2, 40), (result.Page, result.TotalPages, result.TotalHits));
    }

    [Theory]
    [InlineData(404, "index_not_found")]
    [InlineData(400, "invalid_search_filter")]
    [InlineData(503, "too_many_search_requests")]
    public async Task A_refusal_carries_the_servers_code(int status, string code)
    {
        var server = new FakeMeilisearch(
            (status, $$"""{"message":"why","code":"{{code}}","type":"invalid_request","link":"http://docs"}"""));

        var error = await Assert.ThrowsAsync<MeilisearchApiError>(
            () => server.Client.Index("movies").SearchAsync<Movie>("x"));

        Assert.Equal(code, error.Code);
        Assert.Contains("why", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_away_is_a_communication_error_and_not_healthy()
    {
        var client = new MeilisearchClient("http://127.0.0.1:1");

        await Assert.ThrowsAsync<MeilisearchCommunicationError>(() => client.GetVersionAsync());
        Assert.False(await client.IsHealthyAsync());
    }

    [Fact]
    public async Task Health_and_version_are_read()
    {
        var server = new FakeMeilisearch(
            (200, """{"status":"available"}"""),
            (200, """{"commitSha":"abc","commitDate":"2026-01-01","pkgVersion":"1.50.0"}"""));

        Assert.Equal("available", (await server.Client.HealthAsync()).Status);
        Assert.Equal("1.50.0", (await server.Client.GetVersionAsync()).Version);
    }

    [Fact]
    public async Task Documents_are_added_updated_and_deleted()
    {
        var server = new FakeMeilisearch([.. Enumerable.Repeat((202, Enqueued), 6)]);
        Index index = server.Client.Index("movies");

        TaskInfo task = await index.AddDocumentsAsync([new { Id = 7, Title = (string?)null }], "id");
        await index.AddDocumentsNdjsonAsync("{\"id\":7}\n{\"id\":8}\n");
        await index.UpdateDocumentsAsync([new { Id = 7, Title = (string?)null }]);
        await index.DeleteDocumentsAsync(["7"]);
        await index.DeleteDocumentsAsync([7]);
        await index.DeleteDocumentsAsync(new DeleteDocumentsQuery { Filter = "id < 9" });

        Assert.Equal((5, TaskInfoStatus.Enqueued), (task.TaskUid, task.Status));
        Assert.Equal(
            [
                "POST /indexes/movies/documents?primaryKey=id [{\"id\":7,\"title\":null}]",
                "POST /indexes/movies/documents {\"id\":7}\n{\"id\":8}",
                "PUT /indexes/movies/documents [{\"id\":7}]",
                "POST /indexes/movies/documents/delete-batch [\"7\"]",
                "POST /indexes/movies/documents/delete-batch [\"7\"]",
                "POST /indexes/movies/documents/delete {\"filter\":\"id \\u003C 9\"}",
            ],
            server.Requests);
    }

    [Fact]
    public async Task A_rebuild_creates_configures_swaps_and_deletes()
    {
        var server = new FakeMeilisearch([.. Enumerable.Repeat((202, Enqueued), 4)]);

        await server.Client.CreateIndexAsync("next", "id");
        await server.Client.Index("next").UpdateSettingsAsync(new Settings
        {
            FilterableAttributes = ["year"],
            Faceting = new Faceting
            {
                MaxValuesPerFacet = 9,
                SortFacetValuesBy = new() { ["*"] = SortFacetValuesByType.Count },
            },
        });
        await server.Client.SwapIndexesAsync([new IndexSwap("movies", "next")]);
        await server.Client.DeleteIndexAsync("next");

        Assert.Equal(
            [
                """POST /indexes {"uid":"next","primaryKey":"id"}""",
                """PATCH /indexes/next/settings {"filterableAttributes":["year"],"faceting":{"maxValuesPerFacet":9,"sortFacetValuesBy":{"*":"count"}}}""",
                """POST /swap-indexes [{"indexes":["movies","next"],"rename":false}]""",
                "DELETE /indexes/next",
            ],
            server.Requests);
    }

    [Fact]
    public async Task A_task_is_waited_for_and_tells_why_it_failed()
    {
        string Task(string status, string error) =>
            $$"""{"uid":5,"indexUid":"movies","status":"{{status}}","type":"somethingNew","details":{"receivedDocuments":1},"error":{{error}},"enqueuedAt":"2026-01-02T03:04:05Z","duration":"PT1S"}""";
        var server = new FakeMeilisearch(
            (200, Task("enqueued", "null")), (200, Task("processing", "null")),
            (200, Task("failed", """{"message":"why","code":"missing_document_id","type":"invalid_request","link":"x"}""")));

        TaskResource task = await server.Client.WaitForTaskAsync(5, intervalMs: 1);

        Assert.Equal((TaskInfoStatus.Failed, TaskInfoType.Unknown), (task.Status, task.Type));
        Assert.Equal("missing_document_id", task.Error["code"]);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_task_that_takes_too_long_is_a_timeout()
    {
        var server = new FakeMeilisearch();

        await Assert.ThrowsAsync<MeilisearchTimeoutError>(() => server.Client.WaitForTaskAsync(5, timeoutMs: 0));
    }

    [Fact]
    public async Task Facts_statistics_and_settings_are_read()
    {
        var server = new FakeMeilisearch(
            (200, """{"uid":"movies","primaryKey":"id","createdAt":"2026-01-02T03:04:05Z","updatedAt":"2026-01-02T03:04:06Z"}"""),
            (200, """{"numberOfDocuments":3,"isIndexing":true,"fieldDistribution":{"id":3},"rawDocumentDbSize":4096,"avgDocumentSize":9,"numberOfEmbeddedDocuments":0,"numberOfEmbeddings":0}"""),
            (200, """{"searchableAttributes":["*"],"filterableAttributes":["year",{"attributePatterns":["g*"],"features":{"facetSearch":true,"filter":{"equality":true,"comparison":false}}}],"faceting":{"maxValuesPerFacet":100,"sortFacetValuesBy":{"*":"alpha"}},"typoTolerance":{"enabled":true,"minWordSizeForTypos":{"oneTypo":5,"twoTypos":9}},"embedders":{}}"""));

        Index index = await server.Client.GetIndexAsync("movies");
        IndexStats stats = await index.GetStatsAsync();
        Settings settings = await index.GetSettingsAsync();

        Assert.Equal("id", index.PrimaryKey);
        Assert.Equal((3, true), (stats.NumberOfDocuments, stats.IsIndexing));
        Assert.Equal(["year", null], settings.FilterableAttributes.Select(attribute => attribute.Attribute));
        Assert.True(settings.FilterableAttributes.Last().Features.Filter.Equality);
        Assert.Equal(SortFacetValuesByType.Alpha, settings.Faceting.SortFacetValuesBy["*"]);
        Assert.Equal(9, settings.TypoTolerance.MinWordSizeForTypos.TwoTypos);
    }

    /// <summary>The members' order in a request does not matter; this makes it the declared one.</summary>
    private static string Sorted(string request)
    {
        int body = request.IndexOf('{', StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(request[body..]);
        string[] order = ["q", "filter", "attributesToHighlight", "facets", "sort", "offset", "limit", "retrieveVectors"];
        return request[..body] + "{" + string.Join(',', json.RootElement.EnumerateObject()
            .OrderBy(member => Array.IndexOf(order, member.Name))
            .Select(member => $"\"{member.Name}\":{member.Value.GetRawText()}")) + "}";
    }

    private sealed record Movie(int Id, string Title)
    {
        [JsonPropertyName("_formatted")]
        public Dictionary<string, JsonElement>? Formatted { get; init; }
    }
}

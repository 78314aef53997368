using System.Text.Json.Nodes;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.SearchIndex;
using MovieAspire.Testing.Meilisearch;

namespace MovieAspire.Worker.Tests.Compute.Search;

public class SearchIndexTests
{
    private const string Building = "POST /indexes/movies_next/documents";

    [Fact]
    public async Task A_build_brings_every_movie_into_a_new_index_and_swaps_it_in()
    {
        await using var meilisearch = await FakeMeilisearch.StartAsync();
        await using var system = await SearchIndexSystem.StartAsync(meilisearch);
        await system.Data.ExecuteAsync("UPDATE catalog.movies SET removed_at = now() WHERE id = 3");

        var run = await system.RunAsync("search-index");

        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Equal(await SearchIndexSystem.IdsAsync(system), meilisearch.Ids(IndexSettings.Uid)!);
        Assert.DoesNotContain(3, meilisearch.Ids(IndexSettings.Uid)!);
        Assert.Null(meilisearch.Ids(IndexSettings.NextUid));
        // 7 movies a batch, settings before the first, and the swap after the last.
        var calls = meilisearch.Requests.Select(request => request.Call).ToList();
        Assert.Equal(9, calls.Count(call => call == Building));
        Assert.True(calls.IndexOf("PATCH /indexes/movies_next/settings") < calls.IndexOf(Building));
        Assert.True(calls.LastIndexOf(Building) < calls.IndexOf("POST /swap-indexes"));
    }

    [Fact]
    public async Task The_settings_are_those_that_search_needs()
    {
        await using var meilisearch = await FakeMeilisearch.StartAsync();
        await using var system = await SearchIndexSystem.StartAsync(meilisearch);
        await system.RunAsync("search-index");

        var settings = meilisearch.Settings(IndexSettings.Uid)!;
        string[] List(string name) => [.. settings[name]!.AsArray().Select(value => (string)value!)];
        Assert.Equal(
            ["title", "original_title", "alternative_titles", "title_variants", "people", "keywords", "overview"],
            List("searchableAttributes"));
        Assert.Equal(
            ["words", "typo", "sort", "proximity", "attribute", "exactness", "vote_count:desc", "popularity:desc"],
            List("rankingRules"));
        Assert.Superset(
            new HashSet<string> { "genres", "release_year", "vote_average", "original_language", "person_ids" },
            List("filterableAttributes").ToHashSet());
        Assert.Equal(500, (int)settings["pagination"]!["maxTotalHits"]!);
        Assert.Equal(3, (int)settings["typoTolerance"]!["minWordSizeForTypos"]!["oneTypo"]!);
    }

    [Fact]
    public async Task A_document_has_all_that_is_searched_filtered_and_shown()
    {
        await using var meilisearch = await FakeMeilisearch.StartAsync();
        await using var system = await SearchIndexSystem.StartAsync(meilisearch);
        await SearchIndexSystem.ChangeAsync(system, """
            UPDATE catalog.movies SET title = 'WALL·E', original_title = 'Se7en', release_date = '1969-12-31', vote_average = 7.5
            WHERE id = 1
            """);
        await SearchIndexSystem.ChangeAsync(system, "INSERT INTO catalog.alternative_titles VALUES (1, 'JP', '千と千尋', '')");
        await SearchIndexSystem.ChangeAsync(system, "UPDATE catalog.movies SET release_date = NULL, overview = E'a \\ue000b\\ue001' WHERE id = 2");
        await system.RunAsync("search-index");

        var document = meilisearch.Document(IndexSettings.Uid, 1)!;
        string[] Texts(string name) => [.. document[name]!.AsArray().Select(value => (string)value!)];
        Assert.Equal(("WALL·E", 1969, -1, 7.5), (
            (string)document["title"]!, (int)document["release_year"]!, (int)document["release_date"]!, (double)document["vote_average"]!));
        Assert.Superset(new HashSet<string> { "walle", "wall e", "seven", "千尋" }, Texts("title_variants").ToHashSet());
        Assert.Equal(["千と千尋"], Texts("alternative_titles"));
        Assert.NotEmpty(Texts("genres"));
        Assert.NotEmpty(Texts("people"));
        Assert.NotEmpty(document["person_ids"]!.AsArray());
        Assert.NotEmpty(document["genre_ids"]!.AsArray());
        Assert.All(
            (string[])["keywords", "overview", "original_language", "vote_count", "popularity", "original_title"],
            field => Assert.NotNull(document[field]));

        var other = meilisearch.Document(IndexSettings.Uid, 2)!;
        Assert.Null(other["release_year"]);
        Assert.Equal("a b", (string)other["overview"]!);
    }

    [Theory]
    [InlineData("GET /tasks", 0, "", "cannot be reached")]
    [InlineData(Building, 413, "payload_too_large", "payload_too_large")]
    [InlineData("GET /indexes/movies_next/stats", 500, "internal", "internal")]
    [InlineData("POST /indexes", 403, "invalid_api_key", "refuses our key")]
    public async Task A_build_that_fails_says_why_and_leaves_the_old_index(string call, int status, string code, string reason)
    {
        await using var meilisearch = await FakeMeilisearch.StartAsync();
        await using var system = await SearchIndexSystem.StartAsync(meilisearch);
        await system.RunAsync("search-index");
        meilisearch.Fault = asked => !asked.StartsWith(call, StringComparison.Ordinal) ? null
            : status == 0 ? FakeFault.Broken : FakeFault.Error(status, code);

        var run = await system.RunAsync("search-index");

        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Contains(reason, run.ErrorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(await SearchIndexSystem.IdsAsync(system), meilisearch.Ids(IndexSettings.Uid)!);
    }

    [Fact]
    public async Task A_task_that_fails_fails_the_build_with_its_message()
    {
        await using var meilisearch = await FakeMeilisearch.StartAsync();
        await using var system = await SearchIndexSystem.StartAsync(meilisearch);
        var failed = new JsonObject
        {
            ["uid"] = 1, ["indexUid"] = "movies_next", ["status"] = "failed", ["type"] = "documentAdditionOrUpdate",
            ["error"] = new JsonObject { ["message"] = "out of space", ["code"] = "no_space_left_on_device", ["type"] = "system", ["link"] = "l" },
        };
        meilisearch.Fault = call => call.StartsWith("GET /tasks/", StringComparison.Ordinal) ? new(200, failed.ToJsonString()) : null;

        var run = await system.RunAsync("search-index");

        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Contains("out of space", run.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_with_another_number_of_movies_is_told()
    {
        await using var meilisearch = await FakeMeilisearch.StartAsync();
        await using var system = await SearchIndexSystem.StartAsync(meilisearch);
        await system.RunAsync("search-index");
        meilisearch.Fault = call => call == "GET /indexes/movies/stats"
            ? new(200, """{"numberOfDocuments":7,"isIndexing":false,"fieldDistribution":{}}""") : null;

        var run = await system.RunAsync("search-index");

        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Contains("has 7 documents, and the catalog 60 movies", run.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_full_job_builds_the_index_and_is_partial_where_it_cannot()
    {
        await using var meilisearch = await FakeMeilisearch.StartAsync();
        await using var system = await SearchIndexSystem.StartAsync(meilisearch);
        (string, string)[] options = [("enrich_limit", "0"), ("omdb_limit", "0"), ("pages", "1")];

        Assert.Equal(RunStatus.Succeeded, (await system.RunAsync("full", options)).Status);
        Assert.Equal(await SearchIndexSystem.IdsAsync(system), meilisearch.Ids(IndexSettings.Uid)!);

        meilisearch.Fault = _ => FakeFault.Broken;
        var run = await system.RunAsync("full", options);
        Assert.Equal(RunStatus.Partial, run.Status);
        Assert.Contains(run.Sources, source => source.Source == "search-index" && source.Error.Contains("cannot be reached", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_index_that_was_never_built_is_asked_for_by_the_first_run()
    {
        await using var meilisearch = await FakeMeilisearch.StartAsync();
        await using var system = await SearchIndexSystem.StartAsync(meilisearch, isBuilt: false);

        await Eventually.TrueAsync(
            async () => await system.CountAsync("SELECT count(*) FROM pipeline.pipeline_runs WHERE job = 'search-index' AND status = 'succeeded'") > 0,
            "no search index was built");
        Assert.Equal(await SearchIndexSystem.IdsAsync(system), meilisearch.Ids(IndexSettings.Uid)!);
    }
}

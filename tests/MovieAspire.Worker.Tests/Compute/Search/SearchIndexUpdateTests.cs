using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.SearchIndex;
using MovieAspire.Testing.Meilisearch;
using MovieAspire.Worker.Collect.Details;

namespace MovieAspire.Worker.Tests.Compute.Search;

/// <summary>What every run brings into the index after it.</summary>
public class SearchIndexUpdateTests
{
    [Fact]
    public async Task Changed_and_removed_movies_follow_after_the_next_run()
    {
        await using var meilisearch = await FakeMeilisearch.StartAsync();
        await using var system = await SearchIndexSystem.StartAsync(meilisearch);
        await system.RunAsync("search-index");
        await SearchIndexSystem.ChangeAsync(system, "UPDATE catalog.movies SET title = 'Renamed' WHERE id = 1");
        await new MovieWriter(system.Data, system.Clock).RemoveAsync(2, Guid.CreateVersion7(), CancellationToken.None);
        await SearchIndexSystem.ChangeAsync(system, "UPDATE catalog.people SET name = 'Somebody Else' WHERE id = (SELECT max(person_id) FROM catalog.movie_cast WHERE movie_id = 5)");
        meilisearch.Requests.Clear();

        Assert.Equal(RunStatus.Succeeded, (await system.RunAsync("genre-stats")).Status);

        Assert.Equal("Renamed", (string)meilisearch.Document(IndexSettings.Uid, 1)!["title"]!);
        Assert.Contains("Somebody Else", meilisearch.Document(IndexSettings.Uid, 5)!["people"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(await SearchIndexSystem.IdsAsync(system), meilisearch.Ids(IndexSettings.Uid)!);
        // Only what changed was sent.
        Assert.InRange(
            meilisearch.Requests.Where(request => request.Call == "POST /indexes/movies/documents")
                .Sum(request => request.Body.Count(letter => letter == '\n')), 2, 40);

        meilisearch.Requests.Clear();
        await system.RunAsync("genre-stats");
        Assert.DoesNotContain(meilisearch.Requests, request => request.Call.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_movie_that_comes_while_the_index_is_updated_is_brought_by_the_next_run_and_miscounts_nothing()
    {
        var log = new LogCapture();
        await using var meilisearch = await FakeMeilisearch.StartAsync();
        await using var system = await SearchIndexSystem.StartAsync(meilisearch, log: log);
        await system.RunAsync("search-index");
        await SearchIndexSystem.ChangeAsync(system, "UPDATE catalog.movies SET title = 'Renamed' WHERE id = 1");
        var isIn = 0;
        meilisearch.Fault = call =>
        {
            if (call == "POST /indexes/movies/documents" && Interlocked.Exchange(ref isIn, 1) == 0)
            {
                using var command = system.Data.CreateCommand("INSERT INTO catalog.movies (id, title, original_title) VALUES (9001, 'Late', 'Late')");
                command.ExecuteNonQuery();
            }

            return null;
        };

        await system.RunAsync("genre-stats");
        Assert.Equal(1, isIn);
        Assert.Null(meilisearch.Document(IndexSettings.Uid, 9001));
        await system.RunAsync("project");

        Assert.Equal("Late", (string)meilisearch.Document(IndexSettings.Uid, 9001)!["title"]!);
        Assert.DoesNotContain(log.Lines, line => line.Contains("documents, and the catalog", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_search_server_that_is_away_costs_a_run_nothing_and_the_next_one_catches_up()
    {
        await using var meilisearch = await FakeMeilisearch.StartAsync();
        await using var system = await SearchIndexSystem.StartAsync(meilisearch);
        await system.RunAsync("search-index");
        await SearchIndexSystem.ChangeAsync(system, "UPDATE catalog.movies SET title = 'Renamed' WHERE id = 1");

        foreach (var fault in (FakeFault[])[FakeFault.Broken, FakeFault.Error(500, "internal"), new(502, "<html>")])
        {
            meilisearch.Fault = _ => fault;
            Assert.Contains((await system.RunAsync("genre-stats")).Status, (RunStatus[])[RunStatus.Succeeded, RunStatus.NoOp]);
            meilisearch.Fault = call => call.EndsWith("/documents", StringComparison.Ordinal) ? fault : null;
            Assert.Equal(RunStatus.NoOp, (await system.RunAsync("genre-stats")).Status);
        }

        meilisearch.Fault = _ => null;
        await system.RunAsync("genre-stats");
        Assert.Equal("Renamed", (string)meilisearch.Document(IndexSettings.Uid, 1)!["title"]!);
    }

    [Fact]
    public async Task Without_a_search_server_the_job_has_nothing_to_do_and_other_jobs_do_not_care()
    {
        await using var system = await JobSystem.StartAsync(movies: 60);
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich");

        var run = await system.RunAsync("search-index");

        Assert.Equal(RunStatus.NoOp, run.Status);
        Assert.Contains("Meilisearch is not configured", Assert.Single(run.Sources).Error, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Succeeded, (await system.RunAsync("full", ("enrich_limit", "0"), ("omdb_limit", "0"), ("pages", "1"))).Status);
    }
}

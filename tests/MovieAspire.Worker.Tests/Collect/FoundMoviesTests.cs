using MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Worker.Tests.Collect;

/// <summary>What becomes of movies that discover, lists and the id export find.</summary>
public class FoundMoviesTests
{
    [Theory]
    [InlineData("bootstrap")]
    [InlineData("discover")]
    public async Task What_is_found_has_details_without_anybody_asking_for_them(string finder)
    {
        await using var system = await JobSystem.StartAsync(movies: 60, new() { ["Ingestion:EnrichFound"] = "true" });

        var found = await system.RunAsync(finder, finder == "discover" ? [("start_year", "1950"), ("min_votes", "0")] : []);
        Assert.True(found.Status is RunStatus.Succeeded, found.ToString());

        await Eventually.TrueAsync(
            async () => await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE last_tmdb_update IS NULL") == 0
                && await system.CountAsync("SELECT count(*) FROM catalog.movies") > 0,
            "All movies have details");
        var runs = (await system.Worker.Client.ListRunsAsync(new() { Job = "enrich" }, deadline: TestWorker.Deadline())).Runs;
        Assert.Equal($"run {found.Id}", Assert.Single(runs).RequestedBy);
    }

    [Fact]
    public async Task A_movie_of_a_page_has_its_genres_before_it_has_details()
    {
        await using var system = await JobSystem.StartAsync(movies: 60);

        await system.RunAsync("discover", ("start_year", "1950"), ("min_votes", "0"));

        var found = await system.CountAsync("SELECT count(*) FROM catalog.movies");
        Assert.Equal(found, await system.CountAsync("SELECT count(DISTINCT movie_id) FROM catalog.movie_genres"));
        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM catalog.genres WHERE name = ''"));
        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE last_tmdb_update IS NOT NULL"));
        // What the document shows is what the rows say.
        Assert.Equal(0, (await system.RunAsync("project")).Sources.Sum(source => source.Updated));
    }

    [Fact]
    public async Task A_movie_that_fails_again_and_again_rests_and_is_tried_once_a_month()
    {
        await using var system = await JobSystem.StartAsync(
            movies: 10, new() { ["Ingestion:ItemAttempts"] = "2", ["Ingestion:OutageAfter"] = "1000", ["Omdb:ApiKey"] = "" });
        await system.RunAsync("bootstrap");
        system.Emulator.Faults = new() { Tmdb = new() { BrokenJsonShare = 1 } };
        for (var attempt = 1; attempt <= 2; attempt++)
            Assert.Equal(10, (await system.RunAsync("enrich")).ErrorCount);

        var resting = await system.RunAsync("enrich");
        Assert.True(resting.Status is RunStatus.NoOp, resting.ToString());
        system.Clock.Now += TimeSpan.FromDays(31);
        Assert.Equal(10, (await system.RunAsync("enrich")).ErrorCount);
        Assert.True((await system.RunAsync("enrich")).Status is RunStatus.NoOp);

        system.Emulator.Faults = new();
        system.Clock.Now += TimeSpan.FromDays(31);
        var last = await system.RunAsync("enrich");
        Assert.True(last.Status is RunStatus.Succeeded, last.ToString());
        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM pipeline.run_errors WHERE resolved_at IS NULL"));
    }

    [Fact]
    public async Task One_movie_is_refreshed_though_it_is_not_due()
    {
        await using var system = await JobSystem.StartAsync(movies: 10);
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich");
        await system.RunAsync("omdb");
        system.Clock.Now += TimeSpan.FromHours(1);
        system.Emulator.ChangeMovie(3);
        system.Emulator.Statistics.Reset();

        var run = await system.RunAsync("refresh-movie", ("movie_id", "3"));

        Assert.True(run.Status is RunStatus.Succeeded, run.ToString());
        Assert.Equal((1, 0), (system.Fetches(3), system.Fetches(4)));
        Assert.Equal(1, await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE last_tmdb_update = $1", system.Clock.Now));
        Assert.Equal(1, await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE overview LIKE '%Revised 1 times%'"));
        var missing = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => system.Worker.StartRunAsync("refresh-movie"));
        Assert.Equal(Grpc.Core.StatusCode.InvalidArgument, missing.StatusCode);
    }

    [Fact]
    public async Task The_counters_of_every_source_add_up()
    {
        await using var system = await JobSystem.StartAsync(movies: 120);
        system.Emulator.Faults = new() { Tmdb = new() { BrokenJsonShare = 0.1 }, Omdb = new() { BadBodyShare = 0.2 } };

        var runs = new List<Run>();
        foreach (var job in (string[])["daily", "discover", "enrich", "omdb", "changes"])
            runs.Add(await system.RunAsync(job));

        var sources = runs.SelectMany(run => run.Sources).Where(source => source.Source is not "bronze").ToList();
        Assert.Contains(sources, source => source.Failed > 0);
        Assert.All(sources, source => Assert.True(
            source.Fetched == source.Inserted + source.Updated + source.Unchanged + source.Failed, source.ToString()));
    }
}

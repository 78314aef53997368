using Grpc.Core;
using MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Worker.Tests.Collect.Lists;

public class ListJobTests
{
    [Fact]
    public async Task Daily_reads_all_five_lists_and_a_second_run_changes_nothing()
    {
        await using var system = await JobSystem.StartAsync();

        var first = await system.RunAsync("daily", ("pages", "2"));
        Assert.True(first.Status is RunStatus.Succeeded, first.ToString());
        Assert.Equal(
            [
                "bronze", "details", "genre-stats", "genres", "movie-ratings", "now-playing", "popular", "ratings-by-decade",
                "top-rated", "trending", "trending-week", "upcoming",
            ],
            first.Sources.Select(source => source.Source).Order());
        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE last_tmdb_update IS NULL"));
        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE last_run_id IS NULL"));
        Assert.Equal(5, await system.CountAsync(
            "SELECT count(*) FROM (SELECT FROM catalog.movie_lists GROUP BY list HAVING min(rank) = 1 AND count(DISTINCT rank) = count(*)) AS ranked"));
        var before = await system.ContentAsync();

        var second = await system.RunAsync("daily", ("pages", "2"));

        Assert.True(second.Status is RunStatus.Succeeded, second.ToString());
        Assert.Equal(0, second.Sources.Where(source => source.Source != "bronze").Sum(source => source.Inserted + source.Updated));
        Assert.Equal(before, await system.ContentAsync());
    }

    [Fact]
    public async Task Full_enriches_asks_omdb_and_computes_and_a_second_run_finds_nothing_to_fetch()
    {
        await using var system = await JobSystem.StartAsync();
        await system.RunAsync("bootstrap");

        var first = await system.RunAsync("full", ("pages", "1"));
        Assert.True(first.Status is RunStatus.Succeeded, first.ToString());
        Assert.Equal(120, await system.CountAsync("SELECT count(*) FROM catalog.tmdb_movies"));
        Assert.Equal(
            await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE imdb_id IS NOT NULL"),
            await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE last_omdb_update IS NOT NULL"));
        Assert.NotEqual(0, await system.CountAsync("SELECT count(*) FROM analytics.genre_stats_daily"));
        var before = await system.ContentAsync();
        system.Emulator.Statistics.Reset();

        var second = await system.RunAsync("full", ("pages", "1"));

        Assert.True(second.Status is RunStatus.Succeeded, second.ToString());
        Assert.Equal(before, await system.ContentAsync());
        Assert.Empty(system.Emulator.Statistics.Snapshot().MovieFetches);
        Assert.Equal(0, system.Emulator.Statistics.Snapshot().Omdb.Requests);
    }

    [Fact]
    public async Task Enrich_takes_the_most_popular_first_and_says_when_there_is_nothing_left()
    {
        await using var system = await JobSystem.StartAsync(movies: 30);
        await system.RunAsync("bootstrap");

        await system.RunAsync("enrich", ("limit", "10"));
        Assert.Equal(10, await system.CountAsync("""
            SELECT count(*) FROM (SELECT last_tmdb_update FROM catalog.movies ORDER BY popularity DESC, id DESC LIMIT 10) m
            WHERE last_tmdb_update IS NOT NULL
            """));
        await system.RunAsync("enrich");

        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("enrich")).Status);
    }

    [Fact]
    public async Task Broken_movies_make_the_run_partial_and_the_next_run_does_them_whatever_its_job()
    {
        await using var system = await JobSystem.StartAsync(movies: 100);
        await system.RunAsync("bootstrap");
        system.Emulator.Faults = new() { Tmdb = new() { BrokenJsonShare = 0.05 } };

        var partial = await system.RunAsync("enrich");
        var broken = await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE last_tmdb_update IS NULL");
        Assert.True(partial.Status is RunStatus.Partial, partial.ToString());
        Assert.InRange(broken, 1, 20);
        Assert.Equal(broken, partial.ErrorCount);
        Assert.All(partial.Errors, error => Assert.Equal("bad_body", error.Cause));
        system.Emulator.Faults = new();

        var next = await system.RunAsync("refresh");

        Assert.True(next.Status is RunStatus.Succeeded, next.ToString());
        Assert.Equal(broken, next.Sources.Single(source => source.Source == "details").Fetched);
        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM pipeline.run_errors WHERE resolved_at IS NULL"));
    }

    [Theory]
    [InlineData("refresh", "limit", "0")]
    [InlineData("refresh", "include_frozen", "yes")]
    [InlineData("enrich", "limit", "many")]
    [InlineData("discover", "max_pages", "501")]
    [InlineData("discover", "start_year", "2050")]
    [InlineData("bootstrap", "pages", "1")]
    public async Task Bad_options_are_refused_by_name_before_anything_is_queued(string job, string option, string value)
    {
        await using var system = await JobSystem.StartAsync(movies: 1);

        var error = await Assert.ThrowsAsync<RpcException>(() => system.Worker.StartRunAsync(job, (option, value)));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Contains($"options.{option}", error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM pipeline.pipeline_runs"));
    }
}

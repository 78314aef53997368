using MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Worker.Tests.Collect.Refresh;

public class RefreshJobTests
{
    private static readonly Dictionary<string, string?> NoOmdb = new() { ["Omdb:ApiKey"] = "" };

    [Fact]
    public async Task An_old_movie_freezes_after_three_unchanged_refreshes_and_a_change_thaws_and_updates_it()
    {
        await using var system = await JobSystem.StartAsync(movies: 20, NoOmdb);
        var old = await ArchivedMovieAsync(system);
        system.Emulator.Statistics.Reset();

        for (var cycle = 1; cycle <= 3; cycle++)
        {
            Assert.Equal(0, await FrozenAsync(system, old));
            system.Clock.Now += TimeSpan.FromDays(91);
            await RefreshAsync(system);
            Assert.Equal(cycle, system.Fetches(old));
        }

        Assert.Equal(1, await FrozenAsync(system, old));
        Assert.Equal(
            await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE data_frozen"),
            await system.CountAsync("SELECT sum(frozen) - sum(thawed) FROM pipeline.run_sources"));
        system.Clock.Now += TimeSpan.FromDays(91);
        await RefreshAsync(system);
        Assert.Equal(3, system.Fetches(old));

        // It changes while nobody looks; the change feed says so.
        await system.RunAsync("changes");
        system.Clock.Now += TimeSpan.FromHours(2);
        system.Emulator.ChangeMovie(old);
        var changes = await system.RunAsync("changes");

        Assert.True(changes.Status is RunStatus.Succeeded, changes.ToString());
        Assert.Equal(4, system.Fetches(old));
        Assert.Equal(0, await FrozenAsync(system, old));
        Assert.Equal(1, changes.Sources.Single(source => source.Source == "changes").Thawed);
        Assert.Equal(0, await system.CountAsync("SELECT unchanged_cycles FROM catalog.tmdb_movies WHERE movie_id = $1", old));
        Assert.Equal(1, await system.CountAsync(
            "SELECT count(*) FROM catalog.movies WHERE id = $1 AND overview LIKE '%Revised 1 times%'", old));
    }

    [Fact]
    public async Task A_frozen_movie_is_refreshed_when_asked_for_and_after_180_days()
    {
        await using var system = await JobSystem.StartAsync(movies: 20, NoOmdb);
        var old = await ArchivedMovieAsync(system);
        await system.Data.ExecuteAsync("UPDATE catalog.tmdb_movies SET unchanged_cycles = 3");
        await system.Data.ExecuteAsync("UPDATE catalog.movies SET data_frozen = true");
        system.Emulator.Statistics.Reset();

        system.Clock.Now += TimeSpan.FromDays(100);
        await RefreshAsync(system);
        Assert.Equal(0, system.Fetches(old));
        await RefreshAsync(system, ("include_frozen", "true"));
        Assert.Equal(1, system.Fetches(old));
        system.Clock.Now += TimeSpan.FromDays(181);
        await RefreshAsync(system);
        Assert.Equal(2, system.Fetches(old));
    }

    [Fact]
    public async Task A_second_refresh_has_nothing_to_do_and_an_unchanged_one_touches_no_content()
    {
        await using var system = await JobSystem.StartAsync(movies: 30);
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich");
        await system.RunAsync("omdb");
        var before = await system.ContentAsync();
        system.Clock.Now += TimeSpan.FromDays(181);

        var refresh = await system.RunAsync("refresh");
        Assert.True(refresh.Status is RunStatus.Succeeded, refresh.ToString());
        Assert.Equal(30, refresh.Sources.Single(source => source.Source == "details").Unchanged);
        Assert.Equal(before, await system.ContentAsync());
        Assert.Equal(30, await system.CountAsync(
            "SELECT count(*) FROM catalog.movies WHERE last_tmdb_update = $1", system.Clock.Now));

        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("refresh")).Status);
    }

    [Fact]
    public async Task A_movie_that_vanishes_is_removed_once_and_a_merge_leaves_the_other()
    {
        await using var system = await JobSystem.StartAsync(movies: 20, NoOmdb);
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich");
        system.Emulator.VanishMovie(1);
        system.Emulator.MergeMovie(2, 3);
        system.Clock.Now += TimeSpan.FromDays(181);
        system.Emulator.Statistics.Reset();

        var first = await system.RunAsync("refresh");
        Assert.True(first.Status is RunStatus.Succeeded, first.ToString());
        var removed = "SELECT count(*) FROM catalog.movies WHERE removed_at = $1 AND id IN (1, 2)";
        var at = system.Clock.Now;
        Assert.Equal(2, await system.CountAsync(removed, at));
        Assert.Equal(18, await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE removed_at IS NULL"));
        system.Clock.Now += TimeSpan.FromDays(181);
        await system.RunAsync("refresh");

        Assert.Equal(2, await system.CountAsync(removed, at));
        Assert.Equal((1, 1, 2), (system.Fetches(1), system.Fetches(2), system.Fetches(3)));
    }

    private static async Task<int> ArchivedMovieAsync(JobSystem system)
    {
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich");
        return (int)await system.CountAsync(
            "SELECT min(id) FROM catalog.movies WHERE release_date < $1", new DateOnly(2024, 1, 1));
    }

    private static async Task RefreshAsync(JobSystem system, params (string, string)[] options)
    {
        var run = await system.RunAsync("refresh", options);
        Assert.True(run.Status is RunStatus.Succeeded or RunStatus.NoOp, run.ToString());
    }

    private static Task<long> FrozenAsync(JobSystem system, int movie) =>
        system.CountAsync("SELECT count(*) FROM catalog.movies WHERE id = $1 AND data_frozen", movie);
}

using MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Worker.Tests.Collect.Changes;

public class ChangesJobTests
{
    [Fact]
    public async Task Only_known_movies_that_changed_are_fetched_and_a_second_run_has_nothing_to_do()
    {
        await using var system = await EnrichedAsync(limit: 30);
        await system.RunAsync("changes");
        system.Clock.Now += TimeSpan.FromDays(1);
        var known = (int)await system.CountAsync("SELECT min(id) FROM catalog.movies");
        var unknown = (int)await system.CountAsync(
            "SELECT min(i) FROM generate_series(1, 40) i WHERE NOT EXISTS (SELECT FROM catalog.movies WHERE id = i)");
        system.Emulator.ChangeMovie(known);
        system.Emulator.ChangeMovie(unknown);
        system.Emulator.Statistics.Reset();

        var first = await system.RunAsync("changes");
        Assert.True(first.Status is RunStatus.Succeeded, first.ToString());
        Assert.Equal(known, Assert.Single(system.Emulator.Statistics.Snapshot().MovieFetches).Key);
        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("changes")).Status);
        Assert.Equal(1, system.Fetches(known));

        await system.RunAsync("changes", ("include_unknown", "true"));
        Assert.Equal(1, await system.CountAsync("SELECT count(*) FROM catalog.tmdb_movies WHERE movie_id = $1", unknown));
    }

    [Fact]
    public async Task A_gap_over_14_days_is_closed_by_the_id_export()
    {
        await using var system = await EnrichedAsync();
        await system.RunAsync("changes");
        system.Emulator.VanishMovie(7);
        system.Clock.Now += TimeSpan.FromDays(10);
        var near = await system.RunAsync("changes");
        Assert.DoesNotContain(near.Sources, source => source.Source == "id-export");
        Assert.Equal(1, await RemovedAsync(system));

        system.Emulator.VanishMovie(8);
        system.Clock.Now += TimeSpan.FromDays(30);
        var far = await system.RunAsync("changes");

        Assert.True(far.Status is RunStatus.Succeeded, far.ToString());
        Assert.Contains(far.Sources, source => source.Source == "id-export");
        Assert.Equal(2, await RemovedAsync(system));
        Assert.Equal(40, await system.CountAsync("SELECT count(*) FROM catalog.movies"));
    }

    [Fact]
    public async Task A_removed_movie_that_the_export_names_again_comes_back()
    {
        await using var system = await EnrichedAsync();
        system.Emulator.VanishMovie(7);
        await system.RunAsync("changes");
        system.Clock.Now += TimeSpan.FromDays(30);
        await system.RunAsync("changes");
        Assert.Equal(1, await RemovedAsync(system));
        system.Emulator.RestoreMovie(7);
        system.Clock.Now += TimeSpan.FromDays(30);

        await system.RunAsync("changes");

        Assert.Equal(0, await RemovedAsync(system));
    }

    [Fact]
    public async Task An_export_that_lacks_most_movies_fails_its_source_and_changes_nothing()
    {
        await using var system = await EnrichedAsync();
        await system.RunAsync("changes");
        for (var id = 1; id <= 20; id++)
            system.Emulator.VanishMovie(id);
        system.Clock.Now += TimeSpan.FromDays(60);
        var before = await system.ContentAsync();

        var bootstrap = await system.RunAsync("bootstrap");
        Assert.True(bootstrap.Status is RunStatus.Failed, bootstrap.ToString());
        Assert.Contains("20 of 40", bootstrap.ErrorMessage, StringComparison.Ordinal);
        var changes = await system.RunAsync("changes");

        Assert.True(changes.Status is RunStatus.Partial, changes.ToString());
        Assert.Equal(before, await system.ContentAsync());
        // The gap is still open.
        Assert.Contains((await system.RunAsync("changes")).Sources, source => source.Source == "id-export");
    }

    [Fact]
    public async Task Bootstrap_adds_the_most_popular_and_a_second_run_adds_nothing()
    {
        await using var system = await JobSystem.StartAsync(movies: 50);

        var limited = await system.RunAsync("bootstrap", ("limit", "10"));
        Assert.True(limited.Status is RunStatus.Succeeded, limited.ToString());
        Assert.Equal(10, await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE title = original_title"));
        var least = await system.CountAsync("SELECT floor(min(popularity)) FROM catalog.movies");
        await system.RunAsync("bootstrap");

        Assert.Equal(50, await system.CountAsync("SELECT count(*) FROM catalog.movies"));
        Assert.Equal(0, await system.CountAsync("""
            SELECT count(*) FROM catalog.movies WHERE floor(popularity) > $1 AND last_run_id <> $2
            """, least, Guid.Parse(limited.Id)));
        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("bootstrap")).Status);
    }

    private static async Task<JobSystem> EnrichedAsync(int limit = 40)
    {
        var system = await JobSystem.StartAsync(movies: 40, new() { ["Omdb:ApiKey"] = "" });
        await system.RunAsync("bootstrap", ("limit", $"{limit}"));
        await system.RunAsync("enrich");
        return system;
    }

    private static Task<long> RemovedAsync(JobSystem system) =>
        system.CountAsync("SELECT count(*) FROM catalog.movies WHERE removed_at IS NOT NULL");
}

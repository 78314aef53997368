using MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Worker.Tests.Collect.Discovery;

public class DiscoverJobTests
{
    private static readonly (string, string)[] Everything =
        [("start_year", "1950"), ("end_year", "2026"), ("min_votes", "0")];

    [Fact]
    public async Task All_movies_of_the_years_are_found_and_a_second_run_changes_nothing()
    {
        await using var system = await JobSystem.StartAsync(movies: 300);

        var first = await system.RunAsync("discover", Everything);
        Assert.True(first.Status is RunStatus.Succeeded, first.ToString());
        var discovered = first.Sources.Single(source => source.Source == "discover");
        Assert.Equal(discovered.Fetched, discovered.Inserted);
        Assert.InRange(discovered.Inserted, 100, 300);
        Assert.Equal(discovered.Inserted, await system.CountAsync(
            "SELECT count(*) FROM catalog.movies WHERE release_date BETWEEN '1950-01-01' AND '2026-12-31'"));
        var before = await system.ContentAsync();

        var second = await system.RunAsync("discover", Everything);

        Assert.Equal(discovered.Inserted, second.Sources.Single(source => source.Source == "discover").Unchanged);
        Assert.Equal(before, await system.ContentAsync());
    }

    [Fact]
    public async Task A_take_over_goes_on_where_the_cursor_stands()
    {
        await using var system = await JobSystem.StartAsync(movies: 300);
        var found = (await system.RunAsync("discover", Everything)).Sources.Single(source => source.Source == "discover");
        system.Emulator.Statistics.Reset();

        // As it is when a worker died in the middle: running, the lease over, the cursor of the last batch.
        await system.Data.ExecuteAsync("""
            INSERT INTO pipeline.pipeline_runs
                (id, job, options, status, requested_by, created_at, not_before, attempt, lease_owner, lease_until, cursor)
            VALUES ($1, 'discover', '{"start_year": "1950", "end_year": "2026", "min_votes": "0"}', 'running', 'test', $2,
                    now(), 0, 'dead', now() - interval '1 minute', '{"discover": {"Through": "2019-12-31", "Window": "", "Page": 0}}')
            """, Guid.CreateVersion7(), system.Clock.Now.AddMinutes(1));
        var id = await Eventually.GetAsync(
            async () => (await system.Worker.Client.ListRunsAsync(new(), deadline: TestWorker.Deadline())).Runs[0],
            run => run.Status is RunStatus.Succeeded && run.RequestedBy == "test", "The run that was taken over ends");
        var run = (await system.Worker.FollowAsync(id.Id))[^1];

        Assert.InRange(run.Sources.Single(source => source.Source == "discover").Fetched, 1, found.Fetched - 1);
        Assert.Equal(
            await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE release_date >= '2020-01-01'"),
            run.Sources.Single(source => source.Source == "discover").Fetched);
    }

    [Fact]
    public async Task Pages_that_failed_before_a_take_over_leave_the_run_partial()
    {
        await using var system = await JobSystem.StartAsync(movies: 300);
        var latency = TimeSpan.FromMilliseconds(50);
        system.Emulator.Faults = new() { Tmdb = new() { BrokenJsonShare = 1, Latency = latency } };
        var run = await system.Worker.StartRunAsync("discover", Everything);
        await Eventually.TrueAsync(
            async () => await system.CountAsync("SELECT count(*) FROM pipeline.pipeline_runs WHERE cursor -> 'discover' ->> 'Through' IS NOT NULL") == 1,
            "A year is done");

        // As if its worker had died, and TMDB was well again.
        system.Emulator.Faults = new() { Tmdb = new() { Latency = latency } };
        Assert.Equal(1, await system.CountAsync("""
            WITH taken AS (
                UPDATE pipeline.pipeline_runs SET lease_owner = 'dead', lease_until = now() - interval '1 minute', attempt = attempt - 1
                WHERE status = 'running' RETURNING id)
            SELECT count(*) FROM taken
            """));
        run = (await system.Worker.FollowAsync(run.Id))[^1];

        Assert.True(run.Status is RunStatus.Partial, run.ToString());
        Assert.Contains("Pages failed", run.Sources.Single(source => source.Source == "discover").Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_pages_make_the_run_partial_and_the_next_one_resolves_them()
    {
        await using var system = await JobSystem.StartAsync(movies: 300);
        system.Emulator.Faults = new() { Tmdb = new() { BrokenJsonShare = 0.2 } };
        var partial = await system.RunAsync("discover", Everything);
        Assert.True(partial.Status is RunStatus.Partial, partial.ToString());
        system.Emulator.Faults = new();

        var next = await system.RunAsync("discover", Everything);

        Assert.True(next.Status is RunStatus.Succeeded, next.ToString());
        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM pipeline.run_errors WHERE resolved_at IS NULL"));
    }
}

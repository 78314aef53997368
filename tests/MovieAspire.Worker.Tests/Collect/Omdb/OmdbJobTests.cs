using MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Worker.Tests.Collect.Omdb;

public class OmdbJobTests
{
    [Fact]
    public async Task Ratings_are_stored_once_and_the_same_answer_moves_the_check_time_only()
    {
        await using var system = await EnrichedAsync();

        var first = await system.RunAsync("omdb");
        Assert.True(first.Status is RunStatus.Succeeded, first.ToString());
        Assert.NotEqual(0, await system.CountAsync("SELECT count(*) FROM catalog.omdb_movies WHERE imdb_rating IS NOT NULL"));
        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM catalog.omdb_movies WHERE awards = 'N/A' OR rated = 'N/A'"));
        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("omdb")).Status);

        var before = await system.ContentAsync();
        var known = await system.CountAsync("SELECT count(*) FROM catalog.omdb_movies");
        system.Clock.Now += TimeSpan.FromDays(181);
        var again = await system.RunAsync("omdb");

        Assert.Equal(known, again.Sources.Single(source => source.Source == "omdb").Unchanged);
        Assert.Equal(before, await system.ContentAsync());
        Assert.Equal(known, await system.CountAsync(
            "SELECT count(*) FROM catalog.omdb_movies WHERE unchanged_cycles = 1 AND checked_at = $1", system.Clock.Now));
    }

    [Fact]
    public async Task A_spent_quota_parks_the_work_and_the_next_day_resumes_it_with_the_most_valuable_first()
    {
        await using var system = await EnrichedAsync(new() { ["Omdb:DailyQuota"] = "10" });

        var parked = await system.RunAsync("omdb");

        Assert.True(parked.Status is RunStatus.Partial, parked.ToString());
        Assert.Equal(0, parked.ErrorCount);
        Assert.Equal("OMDb quota spent, resumes at 2026-03-11 00:00 UTC", parked.Progress.Message);
        Assert.Equal(parked.Progress.Message, parked.Sources.Single(source => source.Source == "omdb").Error);
        Assert.Equal(10, await AskedAsync(system));
        // Eleven are in the air when the tenth request is spent: five at once, and the last may overtake.
        Assert.Equal(10, await system.CountAsync("""
            SELECT count(*) FROM (
                SELECT last_omdb_update FROM catalog.movies WHERE imdb_id IS NOT NULL
                ORDER BY popularity / (popularity + 10)
                    * (365::float8 / (365 + abs(coalesce('2026-03-10'::date - release_date, 3650)))) DESC, id LIMIT 11) m
            WHERE last_omdb_update IS NOT NULL
            """));

        system.Clock.Now += TimeSpan.FromDays(1);
        await system.RunAsync("omdb");
        Assert.Equal(20, await AskedAsync(system));
    }

    [Fact]
    public async Task What_counts_as_used_was_sent()
    {
        await using var system = await EnrichedAsync();
        system.Emulator.Statistics.Reset();

        await system.RunAsync("omdb", ("limit", "3"));

        var quotas = await system.Worker.Client.GetQuotasAsync(new(), deadline: TestWorker.Deadline());
        Assert.Equal(3, quotas.Quotas.Single(quota => quota.Provider == "omdb").UsedToday);
        Assert.Equal(3, system.Emulator.Statistics.Snapshot().Omdb.Requests);
    }

    [Fact]
    public async Task Request_limit_reached_parks_the_omdb_part_of_a_refresh_without_losing_its_work()
    {
        await using var system = await EnrichedAsync();
        system.Emulator.Faults = new() { Omdb = new() { LimitReached = true } };
        system.Clock.Now += TimeSpan.FromDays(181);

        var parked = await system.RunAsync("refresh");
        Assert.True(parked.Status is RunStatus.Succeeded, parked.ToString());
        // At the next probe, an hour from now.
        Assert.Equal("OMDb quota spent, resumes at 2026-09-07 13:00 UTC", parked.Progress.Message);
        Assert.Equal(40, parked.Sources.Single(source => source.Source == "details").Unchanged);
        Assert.Equal(0, await AskedAsync(system));

        system.Emulator.Faults = new();
        system.Clock.Now += TimeSpan.FromDays(1);
        await system.RunAsync("refresh");
        Assert.Equal(
            await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE imdb_id IS NOT NULL"), await AskedAsync(system));
    }

    [Fact]
    public async Task A_bad_body_is_an_error_of_its_movie_and_the_next_run_asks_again()
    {
        await using var system = await EnrichedAsync();
        system.Emulator.Faults = new() { Omdb = new() { BadBodyShare = 0.3 } };

        var partial = await system.RunAsync("omdb");
        Assert.True(partial.Status is RunStatus.Partial, partial.ToString());
        system.Emulator.Faults = new();
        var next = await system.RunAsync("omdb");

        Assert.True(next.Status is RunStatus.Succeeded, next.ToString());
        Assert.Equal(partial.ErrorCount, next.Sources.Single(source => source.Source == "omdb").Fetched);
        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM pipeline.run_errors WHERE resolved_at IS NULL"));
    }

    [Fact]
    public async Task No_more_than_five_ratings_are_asked_for_at_a_time()
    {
        await using var system = await EnrichedAsync();
        system.Emulator.Faults = new() { Omdb = new() { Latency = TimeSpan.FromMilliseconds(200) } };
        system.Emulator.Statistics.Reset();

        await system.RunAsync("omdb");

        Assert.Equal(5, system.Emulator.Statistics.Snapshot().Omdb.MaxConcurrent);
    }

    private static async Task<JobSystem> EnrichedAsync(Dictionary<string, string?>? settings = null)
    {
        var system = await JobSystem.StartAsync(movies: 40, settings);
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich");
        return system;
    }

    private static Task<long> AskedAsync(JobSystem system) =>
        system.CountAsync("SELECT count(*) FROM catalog.movies WHERE last_omdb_update IS NOT NULL");
}

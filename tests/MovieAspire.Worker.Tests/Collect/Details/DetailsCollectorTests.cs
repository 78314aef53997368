using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Testing;

namespace MovieAspire.Worker.Tests.Collect.Details;

public class DetailsCollectorTests
{
    [Fact]
    public async Task Of_batches_that_the_database_refuses_only_the_bad_movies_are_lost()
    {
        const int Movies = 40;
        using var log = new LogCapture();
        await using var system = await JobSystem.StartAsync(
            Movies, new() { ["Omdb:ApiKey"] = "", ["Ingestion:BatchSize"] = "8", ["Ingestion:Concurrency"] = "20" }, log: log);
        await system.RunAsync("bootstrap");
        await system.Data.ExecuteAsync("""
            ALTER TABLE catalog.tmdb_movies ADD CONSTRAINT no_multiples_of_8 CHECK (movie_id % 8 <> 0)
            """);

        Run run;
        await using (var connection = await system.Data.OpenConnectionAsync())
        {
            // While the first batch waits, the next ones fill up.
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var command = connection.CreateCommand())
            {
                command.CommandText = "LOCK TABLE catalog.tmdb_movies IN EXCLUSIVE MODE";
                await command.ExecuteNonQueryAsync();
            }

            run = await system.Worker.StartRunAsync("enrich");
            await Eventually.TrueAsync(
                () => Task.FromResult(system.Emulator.Statistics.Snapshot().MovieFetches.Count >= 20), "Movies are fetched");
        }

        run = (await system.Worker.FollowAsync(run.Id))[^1];
        Assert.True(run.Status is RunStatus.Partial, run.ToString());
        Assert.Equal(["16", "24", "32", "40", "8"], run.Errors.Select(error => error.Item).Order());
        Assert.All(run.Errors, error => Assert.Equal("database", error.Cause));
        Assert.Equal(Movies - 5, await system.CountAsync("SELECT count(*) FROM catalog.tmdb_movies"));
        // Another try would be refused as well.
        Assert.DoesNotContain(log.Lines, line => line.Contains("is tried again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_provider_that_answers_nothing_any_more_ends_the_run_after_as_many_movies_as_the_setting_says()
    {
        await using var system = await JobSystem.StartAsync(
            movies: 20, new() { ["Omdb:ApiKey"] = "", ["Ingestion:OutageAfter"] = "2", ["Ingestion:Concurrency"] = "2" });
        await system.RunAsync("bootstrap");
        system.Emulator.Faults = new() { Tmdb = new() { DroppedShare = 1 } };

        var run = await system.RunAsync("enrich");

        Assert.True(run.Status is RunStatus.Failed, run.ToString());
        Assert.Equal(2, run.ErrorCount);
    }

    [Fact]
    public async Task What_changed_is_fetched_anew_also_when_an_older_answer_is_in_the_cache()
    {
        await using var system = await JobSystem.StartAsync(movies: 10, new()
        {
            ["Omdb:ApiKey"] = "", ["Tmdb:CacheTtl"] = "1.00:00:00", ["ConnectionStrings:redis"] = await RedisServer.CreateDatabaseAsync(),
        });
        await system.RunAsync("bootstrap");
        await system.RunAsync("changes");
        await system.RunAsync("enrich");
        system.Emulator.Statistics.Reset();
        // Yesterday's answers, as far as the catalog knows; it asks again and gets them from the cache.
        await system.Data.ExecuteAsync("UPDATE catalog.movies SET last_tmdb_update = NULL WHERE id = 3");
        await system.RunAsync("enrich");
        Assert.Equal(0, system.Fetches(3));

        system.Clock.Now += TimeSpan.FromHours(13);
        system.Emulator.ChangeMovie(3);
        var run = await system.RunAsync("changes");

        Assert.True(run.Status is RunStatus.Succeeded, run.ToString());
        Assert.Equal(1, system.Fetches(3));
        Assert.Equal(1, await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE id = 3 AND overview LIKE '%Revised 1 times%'"));
    }
}

using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.ProviderEmulator;
using MovieAspire.Testing;
using MovieAspire.Worker.Collect.Details;
using Npgsql;

namespace MovieAspire.Worker.Tests.Collect.Lists;

public class QuickJobTests
{
    private static readonly EmulatorOptions Unlimited = new() { Generate = 400, RequestsPerSecond = 0, MaxConnections = 0 };

    [Fact]
    public async Task A_second_run_finds_everything_unchanged_and_touches_no_row()
    {
        await using var emulator = await EmulatorServer.StartAsync(Unlimited);
        var database = await PostgresServer.CreateDatabaseAsync();
        await using var worker = await TestWorker.StartAsync(database, emulator.TmdbBaseUrl);
        await using var dataSource = NpgsqlDataSource.Create(database);

        var first = await worker.RunAsync("quick", ("pages", "3"));
        Assert.True(first.Status is RunStatus.Succeeded, first.ToString());
        var movies = await CountAsync(dataSource, "SELECT count(*) FROM catalog.movies WHERE last_tmdb_update IS NOT NULL");
        Assert.InRange(movies, 60, 120);
        Assert.Equal(movies, first.Sources.Single(source => source.Source == "details").Inserted);
        foreach (var table in (string[])["movie_cast", "movie_crew", "movie_genres", "people", "tmdb_movies"])
            Assert.NotEqual(0, await CountAsync(dataSource, $"SELECT count(*) FROM catalog.{table}"));
        Assert.NotEqual(0, await CountAsync(dataSource, "SELECT count(*) FROM analytics.genre_stats_daily"));
        var before = await VersionsAsync(dataSource);

        var second = await worker.RunAsync("quick", ("pages", "3"));

        Assert.True(second.Status is RunStatus.Succeeded, second.ToString());
        Assert.Equal(before, await VersionsAsync(dataSource));
        var lists = second.Sources.Where(source => source.Source is "popular" or "trending-week").ToList();
        // What is on both lists counts for each.
        Assert.Equal(2 * 3 * 20, lists.Sum(source => source.Unchanged));
        Assert.Equal(0, second.Sources.Where(source => source.Source != "bronze").Sum(source => source.Inserted + source.Updated));
    }

    [Fact]
    public async Task Broken_answers_make_the_run_partial_and_the_next_run_completes_it()
    {
        await using var emulator = await EmulatorServer.StartAsync(Unlimited);
        var database = await PostgresServer.CreateDatabaseAsync();
        await using var worker = await TestWorker.StartAsync(database, emulator.TmdbBaseUrl);
        await using var dataSource = NpgsqlDataSource.Create(database);
        emulator.Faults = new() { Tmdb = new() { BrokenJsonShare = 0.2 } };

        var partial = await worker.RunAsync("quick", ("pages", "5"));
        Assert.Equal(RunStatus.Partial, partial.Status);
        Assert.NotEqual(0, partial.ErrorCount);
        Assert.All(partial.Errors, error => Assert.Equal("bad_body", error.Cause));
        Assert.NotEqual(0, await CountAsync(dataSource, "SELECT count(*) FROM catalog.tmdb_movies"));

        emulator.Faults = new();
        var complete = await worker.RunAsync("quick", ("pages", "5"));

        Assert.Equal(RunStatus.Succeeded, complete.Status);
        Assert.Equal(0, await CountAsync(dataSource, "SELECT count(*) FROM catalog.movies WHERE last_tmdb_update IS NULL"));
        Assert.Equal(0, await CountAsync(
            dataSource, "SELECT count(*) FROM pipeline.run_errors WHERE source = 'details' AND resolved_at IS NULL"));
    }

    [Fact]
    public async Task A_provider_that_is_down_fails_the_run_with_its_reason_after_all_attempts()
    {
        await using var worker = await TestWorker.StartAsync(
            await PostgresServer.CreateDatabaseAsync(), new Uri("http://127.0.0.1:9/3/"),
            settings: new() { ["Runs:MaxAttempts"] = "2" });

        var states = await worker.FollowAsync((await worker.StartRunAsync("quick")).Id);

        Assert.Equal(RunStatus.Failed, states[^1].Status);
        Assert.Equal(2, states[^1].Attempt);
        Assert.NotEmpty(states[^1].ErrorMessage);
        Assert.NotEmpty((await worker.Client.ListRunsAsync(new(), deadline: TestWorker.Deadline())).Runs);
    }

    [Fact]
    public async Task A_movie_that_vanishes_before_its_details_is_marked_as_removed_and_comes_back()
    {
        await using var emulator = await EmulatorServer.StartAsync(Unlimited);
        var database = await PostgresServer.CreateDatabaseAsync();
        await using var worker = await TestWorker.StartAsync(database, emulator.TmdbBaseUrl);
        await using var dataSource = NpgsqlDataSource.Create(database);
        await worker.RunAsync("quick", ("pages", "1"));
        var id = (int)await CountAsync(dataSource, "SELECT min(movie_id) FROM catalog.movie_lists");
        var run = Guid.CreateVersion7();

        var writer = (MovieWriter)worker.Services.GetService(typeof(MovieWriter))!;
        Assert.True(await writer.RemoveAsync(id, run, CancellationToken.None));
        Assert.False(await writer.RemoveAsync(id, run, CancellationToken.None));
        await worker.RunAsync("quick", ("pages", "1"));

        Assert.Equal(0, await CountAsync(dataSource, "SELECT count(*) FROM catalog.movies WHERE removed_at IS NOT NULL"));
    }

    private static async Task<List<string>> VersionsAsync(NpgsqlDataSource dataSource)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT 'movie' || id || ' ' || xmin || ' ' || updated_at FROM catalog.movies
            UNION ALL SELECT 'person' || id || ' ' || xmin FROM catalog.people
            UNION ALL SELECT 'cast' || movie_id || '-' || billing_order || '-' || person_id || ' ' || xmin FROM catalog.movie_cast
            UNION ALL SELECT 'tmdb' || movie_id || ' ' || xmin FROM catalog.tmdb_movies
            ORDER BY 1
            """);
        var versions = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            versions.Add(reader.GetString(0));
        return versions;
    }

    private static async Task<long> CountAsync(NpgsqlDataSource dataSource, string sql)
    {
#pragma warning disable CA2100 // constants of this file
        await using var command = dataSource.CreateCommand(sql);
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}

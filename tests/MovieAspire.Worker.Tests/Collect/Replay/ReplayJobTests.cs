using Microsoft.Extensions.DependencyInjection;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Lake.Bronze;
using MovieAspire.Worker.Collect.Replay;

namespace MovieAspire.Worker.Tests.Collect.Replay;

public class ReplayJobTests
{
    // Every table of the catalog as a whole, but for when and by whom a row was written, what counts words for all, and the
    // queues of search, which say what is to be done.
    private const string Tables = """
        SELECT table_name FROM information_schema.tables
        WHERE table_schema = 'catalog' AND table_type = 'BASE TABLE' AND table_name NOT IN ('movie_changes', 'search_queue', 'search_words', 'search_vocabulary')
        ORDER BY 1
        """;

    private const string Content = """
        SELECT count(*) || ' ' || coalesce(md5(string_agg(content, E'\n' ORDER BY content)), '')
        FROM (SELECT (to_jsonb(t) - '{updated_at,changed_at,checked_at,created_at,last_run_id,run_id,version}'::text[])::text AS content FROM catalog.{0} t) rows
        """;

    [Fact]
    public async Task The_catalog_is_the_same_after_it_was_lost_and_rebuilt_and_no_provider_was_asked()
    {
        await using var system = await JobSystem.StartAsync(movies: 60);
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich");
        await system.RunAsync("omdb");
        system.Emulator.VanishMovie(5);
        system.Clock.Now = system.Clock.Now.AddHours(6);
        await system.RunAsync("refresh-movie", ("movie_id", "5"));
        Assert.Equal(1, await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE removed_at IS NOT NULL"));
        var before = await ReadAsync(system);
        await system.Data.ExecuteAsync($"TRUNCATE {string.Join(", ", (await TextsAsync(system, Tables)).Select(table => $"catalog.{table}"))} CASCADE");
        system.Emulator.Statistics.Reset();
        system.Clock.Now = system.Clock.Now.AddDays(3);

        var run = await system.RunAsync("replay");

        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Equal(before, await ReadAsync(system));
        Assert.Equal(60, run.MoviesProcessed);
        Assert.Equal(0, system.Emulator.Statistics.Snapshot().Tmdb.Requests + system.Emulator.Statistics.Snapshot().Omdb.Requests);
        // As fresh as the answers are, not as the replay is.
        Assert.Equal(60, await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE last_tmdb_update < '2026-03-11'"));
        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("project")).Status);
    }

    [Fact]
    public async Task What_the_catalog_has_from_a_later_answer_stays()
    {
        await using var system = await JobSystem.StartAsync(movies: 20);
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich");
        await system.Data.ExecuteAsync("UPDATE catalog.movies SET title = 'Later', last_tmdb_update = last_tmdb_update + interval '1 day' WHERE id = 1");
        await system.Data.ExecuteAsync("UPDATE catalog.movies SET title = 'Lost' WHERE id = 2");
        await system.Data.ExecuteAsync("UPDATE catalog.tmdb_movies SET content_hash = ''");

        await system.RunAsync("replay");

        Assert.Equal(1, await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE title = 'Later'"));
        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE title = 'Lost'"));
    }

    [Fact]
    public async Task Of_an_answer_that_cannot_be_read_the_one_before_counts()
    {
        await using var system = await JobSystem.StartAsync(movies: 20);
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich");
        await using (var writer = system.Worker.Services.GetRequiredService<BronzeLake>().OpenWriter(Guid.NewGuid()))
        {
            await writer.WriteAsync(
                new("tmdb", "movie/2", 200, system.Clock.Now.AddHours(1), """{"id":3,"title":"Another"}"""u8.ToArray()), CancellationToken.None);
        }

        await system.Data.ExecuteAsync("UPDATE catalog.movies SET title = 'Lost' WHERE id = 2");
        await system.Data.ExecuteAsync("UPDATE catalog.tmdb_movies SET content_hash = ''");

        var run = await system.RunAsync("replay");

        Assert.Equal((RunStatus.Partial, 1), (run.Status, run.ErrorCount));
        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM catalog.movies WHERE title = 'Lost'"));
    }

    [Theory]
    [InlineData("movie/603?append_to_response=credits", 603)]
    [InlineData("/3/movie/603", 603)]
    [InlineData("movie/changes?page=1", null)]
    [InlineData("movie/603/similar", null)]
    [InlineData("genre/movie/list", null)]
    public void Only_details_are_replayed(string request, int? movie) => Assert.Equal(movie, ReplayJob.MovieOf(request));

    private static async Task<List<string>> ReadAsync(JobSystem system)
    {
        var tables = await TextsAsync(system, Tables);
        var contents = new List<string>();
        foreach (var table in tables)
            contents.Add($"{table}: {(await TextsAsync(system, Content.Replace("{0}", table, StringComparison.Ordinal)))[0]}");
        return contents;
    }

    private static async Task<List<string>> TextsAsync(JobSystem system, string sql)
    {
#pragma warning disable CA2100 // constants of the tests
        await using var command = system.Data.CreateCommand(sql);
#pragma warning restore CA2100
        var values = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            values.Add(reader.GetString(0));
        return values;
    }
}

using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Worker.Collect.Replay;

namespace MovieAspire.Worker.Tests.Collect.Replay;

public class ReplayJobTests
{
    private const string Facts = """
        SELECT count(*) FROM catalog.movie_cast UNION ALL SELECT count(*) FROM catalog.movie_crew
        UNION ALL SELECT count(*) FROM catalog.tmdb_movies UNION ALL SELECT count(*) FROM catalog.omdb_movies
        UNION ALL SELECT sum(('x' || left(md5(document), 8))::bit(32)::bigint) FROM catalog.movie_documents
        """;

    [Fact]
    public async Task The_catalog_is_the_same_after_it_was_lost_and_rebuilt_and_no_provider_was_asked()
    {
        await using var system = await JobSystem.StartAsync(movies: 60);
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich");
        await system.RunAsync("omdb");
        var before = await ReadAsync(system);
        await system.Data.ExecuteAsync("TRUNCATE catalog.movies CASCADE");
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

    [Theory]
    [InlineData("movie/603?append_to_response=credits", 603)]
    [InlineData("/3/movie/603", 603)]
    [InlineData("movie/changes?page=1", null)]
    [InlineData("movie/603/similar", null)]
    [InlineData("genre/movie/list", null)]
    public void Only_details_are_replayed(string request, int? movie) => Assert.Equal(movie, ReplayJob.MovieOf(request));

    private static async Task<List<string>> ReadAsync(JobSystem system)
    {
        await using var command = system.Data.CreateCommand(Facts);
        var values = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            values.Add(reader.GetValue(0).ToString()!);
        return values;
    }
}

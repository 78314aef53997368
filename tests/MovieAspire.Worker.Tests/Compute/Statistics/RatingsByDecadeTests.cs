using MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Worker.Tests.Compute.Statistics;

public class RatingsByDecadeTests
{
    [Fact]
    public async Task A_decade_begins_with_the_year_that_ends_in_0()
    {
        await using var system = await JobSystem.StartAsync(movies: 0);
        await system.Data.ExecuteAsync("""
            INSERT INTO catalog.movies (id, title, original_title, release_date, vote_average, vote_count, removed_at)
            VALUES (1, 'a', 'a', '1989-12-31', 6, 10, NULL), (2, 'b', 'b', '1990-01-01', 7, 10, NULL),
                   (3, 'c', 'c', '1999-12-31', 8, 10, NULL), (4, 'd', 'd', '1995-05-05', 0, 0, NULL),
                   (5, 'e', 'e', '1995-05-05', 1, 10, now()), (6, 'f', 'f', NULL, 1, 10, NULL)
            """);

        Assert.Equal(RunStatus.Succeeded, (await system.RunAsync("ratings-by-decade")).Status);
        Assert.Equal("1980: 6 of 1, 1990: 7.5 of 3", await TextAsync(system));
        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("ratings-by-decade")).Status);

        await system.Data.ExecuteAsync("UPDATE catalog.movies SET removed_at = now() WHERE id = 1");
        await system.RunAsync("ratings-by-decade");
        Assert.Equal("1990: 7.5 of 3", await TextAsync(system));
    }

    [Fact]
    public async Task Everything_is_computed_at_once_and_again_only_when_something_changed()
    {
        await using var system = await JobSystem.StartAsync(movies: 30);
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich");

        Assert.Equal(RunStatus.Succeeded, (await system.RunAsync("compute-all")).Status);
        Assert.Equal(4, await system.CountAsync("""
            SELECT count(*) FROM analytics.artifacts WHERE row_count > 0 AND formula_version = 1
                AND name IN ('movie_ratings', 'movie_trending_daily', 'genre_stats_daily', 'ratings_by_decade')
            """));
        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("compute-all")).Status);
    }

    private static async Task<string> TextAsync(JobSystem system)
    {
        await using var command = system.Data.CreateCommand("""
            SELECT string_agg(decade || ': ' || avg_rating || ' of ' || movie_count, ', ' ORDER BY decade)
            FROM analytics.ratings_by_decade
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}

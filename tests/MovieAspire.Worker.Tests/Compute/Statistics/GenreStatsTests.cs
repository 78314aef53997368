using System.Globalization;
using MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Worker.Tests.Compute.Statistics;

public class GenreStatsTests
{
    [Fact]
    public async Task A_genres_rating_is_that_of_its_movies_with_votes_and_its_other_numbers_are_of_all()
    {
        await using var system = await JobSystem.StartAsync(movies: 0);
        await system.Data.ExecuteAsync("""
            INSERT INTO catalog.movies (id, title, original_title, vote_average, vote_count, popularity, revenue, removed_at)
            VALUES (1, 'a', 'a', 6, 10, 1, 100, NULL), (2, 'b', 'b', 8, 1, 2, NULL, NULL),
                   (3, 'c', 'c', 0, 0, 6, 50, NULL), (4, 'd', 'd', 1, 10, 100, 1000, now())
            """);
        await system.Data.ExecuteAsync("INSERT INTO catalog.genres VALUES (18, 'Drama'), (35, 'Comedy'), (99, 'Documentary')");
        await system.Data.ExecuteAsync("INSERT INTO catalog.movie_genres VALUES (1, 18), (2, 18), (3, 18), (4, 18), (3, 35), (4, 99)");

        Assert.Equal(RunStatus.Succeeded, (await system.RunAsync("genre-stats")).Status);
        Assert.Equal(["Comedy: 1 movies, 0, 6, 50", "Drama: 3 movies, 7, 3, 150"], await TextAsync(system));
        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("genre-stats")).Status);

        await system.Data.ExecuteAsync("DELETE FROM catalog.movie_genres WHERE genre_id = 35");
        await system.RunAsync("genre-stats");
        Assert.Equal(["Drama: 3 movies, 7, 3, 150"], await TextAsync(system));
    }

    private static async Task<List<string>> TextAsync(JobSystem system)
    {
        await using var command = system.Data.CreateCommand("""
            SELECT name, movie_count, avg_rating, avg_popularity, total_revenue FROM analytics.genre_stats_daily WHERE computed_on = $1 ORDER BY name
            """);
        command.Parameters.Add(new() { Value = DateOnly.FromDateTime(system.Clock.Now.UtcDateTime) });
        var texts = new List<string>();
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            texts.Add(string.Create(
                CultureInfo.InvariantCulture, $"{row.GetString(0)}: {row.GetInt64(1)} movies, {row.GetDouble(2)}, {row.GetDouble(3)}, {row.GetInt64(4)}"));
        }

        return texts;
    }
}

using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Worker.Compute.Statistics;

namespace MovieAspire.Worker.Tests.Compute.Statistics;

public class TrendingTests
{
    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(100, 0, 0, 40)]
    [InlineData(0, 8, 0, 48)]
    // 0.4 * 50 + 0.3 * 20 * 7.5 + 0.3 * 10 * ln 1000 = 20 + 45 + 20.7233
    [InlineData(50, 7.5, 999, 85.7233)]
    public void The_score_is_the_weighted_sum(double popularity, double rating, int votes, double score) =>
        Assert.Equal(score, Score(popularity, rating, votes), 4);

    [Fact]
    public async Task A_day_is_ranked_as_the_formula_says_and_computing_it_again_changes_nothing()
    {
        await using var system = await JobSystem.StartAsync(movies: 60, new() { ["Trending:Size"] = "25" });
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich");

        Assert.Equal(RunStatus.Succeeded, (await system.RunAsync("trending")).Status);
        var (movies, ranked) = (await ReadAsync(system, "SELECT id, 0, 0.0::float8, popularity, vote_average, vote_count FROM catalog.movies"),
            await ReadAsync(system, """
                SELECT movie_id, rank, score, popularity, vote_average, vote_count FROM analytics.movie_trending_daily ORDER BY rank
                """));
        var expected = movies.OrderByDescending(Score).ThenBy(row => row.Id).Take(25).ToArray();
        Assert.Equal(expected.Select(row => row.Id), ranked.Select(row => row.Id));
        Assert.Equal(Enumerable.Range(1, 25), ranked.Select(row => row.Rank));
        Assert.All(ranked, row => Assert.Equal(Score(row), row.Score, 9));

        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("trending")).Status);
        await system.Data.ExecuteAsync("UPDATE catalog.movies SET removed_at = now() WHERE id = $1", ranked[0].Id);
        await system.RunAsync("trending");
        Assert.Equal(ranked[1].Id, await system.CountAsync("SELECT movie_id FROM analytics.movie_trending_daily WHERE rank = 1"));
        await system.Data.ExecuteAsync("UPDATE catalog.movies SET adult = id = $1, removed_at = NULL", ranked[0].Id);
        await system.RunAsync("trending");
        Assert.Equal(ranked[1].Id, await system.CountAsync("SELECT movie_id FROM analytics.movie_trending_daily WHERE rank = 1"));
        Assert.Equal(25, await system.CountAsync("SELECT count(*) FROM analytics.movie_trending_daily"));
    }

    [Fact]
    public async Task Momentum_is_the_change_against_the_day_a_week_before_if_the_movie_was_ranked_then()
    {
        await using var system = await SeededAsync();
        await system.RunAsync("trending");
        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM analytics.movie_trending_daily WHERE momentum IS NOT NULL"));

        system.Clock.Now += TimeSpan.FromDays(7);
        await system.Data.ExecuteAsync("UPDATE catalog.movies SET popularity = popularity + 10 WHERE id = 1");
        await system.Data.ExecuteAsync("INSERT INTO catalog.movies (id, title, original_title, popularity) VALUES (9, 'New', 'New', 3)");
        await system.RunAsync("trending");

        // 0.4 * 10 more; unchanged; not ranked a week before.
        Assert.Equal(
            "1:4 2:0 9:", await TextAsync(system, "2026-03-17", "movie_id || ':' || coalesce(round(momentum::numeric, 6)::float8::text, '')"));
    }

    [Fact]
    public async Task A_past_day_keeps_the_numbers_that_it_was_computed_from()
    {
        await using var system = await SeededAsync();
        await system.RunAsync("trending");
        system.Clock.Now += TimeSpan.FromDays(1);
        await system.Data.ExecuteAsync("UPDATE catalog.movies SET popularity = 1000");

        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("trending", ("target_date", "2026-03-10"))).Status);
        Assert.Equal("1:30 2:20", await TextAsync(system, "2026-03-10", "movie_id || ':' || popularity"));
    }

    [Fact]
    public async Task A_past_day_without_numbers_gets_todays_for_what_was_out_by_then()
    {
        await using var system = await SeededAsync();

        Assert.Equal(RunStatus.Succeeded, (await system.RunAsync("trending", ("target_date", "2026-01-31"))).Status);
        Assert.Equal("1:30", await TextAsync(system, "2026-01-31", "movie_id || ':' || popularity"));
    }

    // Movie 1 was out in January, 2 in February.
    private static async Task<JobSystem> SeededAsync()
    {
        var system = await JobSystem.StartAsync(movies: 0);
        await system.Data.ExecuteAsync("""
            INSERT INTO catalog.movies (id, title, original_title, release_date, popularity, vote_average, vote_count)
            VALUES (1, 'One', 'One', '2026-01-20', 30, 7, 100), (2, 'Two', 'Two', '2026-02-20', 20, 6, 50)
            """);
        return system;
    }

    private static async Task<string> TextAsync(JobSystem system, string day, string column)
    {
#pragma warning disable CA2100 // constants of this file
        await using var command = system.Data.CreateCommand(
            $"SELECT string_agg({column}, ' ' ORDER BY rank) FROM analytics.movie_trending_daily WHERE computed_on = '{day}'");
#pragma warning restore CA2100
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private sealed record Row(int Id, int Rank, double Score, double Popularity, double Rating, int Votes);

    private static double Score(Row row) => Score(row.Popularity, row.Rating, row.Votes);

    /// <summary>The formula of <see cref="Trending"/> a movie at a time, with the default weights.</summary>
    private static double Score(double popularity, double rating, int votes) =>
        (0.4 * popularity) + (0.3 * 20 * rating) + (0.3 * 10 * Math.Log(votes + 1.0));

    private static async Task<List<Row>> ReadAsync(JobSystem system, string sql)
    {
        await using var command = system.Data.CreateCommand();
#pragma warning disable CA2100 // constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        var rows = new List<Row>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(new(
                reader.GetInt32(0), reader.GetInt32(1), reader.GetDouble(2), reader.GetDouble(3), reader.GetDouble(4),
                reader.GetInt32(5)));
        }

        return rows;
    }
}

using FsCheck;
using FsCheck.Fluent;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Recommendations.Input;

namespace MovieAspire.Worker.Tests.Compute.Statistics;

public class MovieRatingsTests
{
    [Theory]
    // Without votes only the prior counts, with as many as the prior's it counts half.
    [InlineData(9.0, 0, 500, 6.0, 6.0)]
    [InlineData(9.0, 500, 500, 6.0, 7.5)]
    [InlineData(8.0, 1500, 500, 6.0, 7.5)]
    public void The_prior_counts_as_much_as_its_votes(double rating, int votes, double m, double c, double weighted) =>
        Assert.Equal(weighted, WeightedRating.Of(rating, votes, m, c), 9);

    [Fact]
    public void A_weighted_rating_lies_between_the_rating_and_the_prior() => Prop.ForAll(
        Gen.Choose(0, 100).Select(tenth => tenth / 10.0).Four().ToArbitrary(),
        numbers =>
        {
            var (rating, prior, votes, m) = numbers;
            var weighted = WeightedRating.Of(rating, (int)(votes * 100), (m * 50) + 1, prior);
            return weighted >= Math.Min(rating, prior) - 1e-9 && weighted <= Math.Max(rating, prior) + 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Every_rated_movie_is_weighted_by_the_catalogs_own_prior()
    {
        await using var system = await SeededAsync();
        Assert.Equal(RunStatus.Succeeded, (await system.RunAsync("movie-ratings")).Status);

        // Votes 100, 200, ... 1000: the 90th percentile is 910; ratings 5, 5.5 ... 9.5: the mean is 7.25.
        await using var command = system.Data.CreateCommand(
            "SELECT (parameters->>'m')::float8, (parameters->>'c')::float8, row_count FROM analytics.artifacts WHERE name = 'movie_ratings'");
        await using var artifact = await command.ExecuteReaderAsync();
        Assert.True(await artifact.ReadAsync());
        Assert.Equal((910, 7.25, 10), (artifact.GetDouble(0), artifact.GetDouble(1), artifact.GetInt64(2)));
        Assert.Equal(
            (long)Math.Round(WeightedRating.Of(9.5, 1000, 910, 7.25) * 1e6),
            await system.CountAsync("SELECT round(weighted_rating * 1e6) FROM analytics.movie_ratings WHERE movie_id = 10"));

        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("movie-ratings")).Status);
    }

    [Fact]
    public async Task Underrated_is_what_is_rated_high_and_hardly_noticed()
    {
        await using var system = await SeededAsync();
        // The best three are above the third quartile; of them only movie 9 is less popular than the median.
        await system.Data.ExecuteAsync("UPDATE catalog.movies SET popularity = CASE id WHEN 9 THEN 1 ELSE 100 + id END");
        await system.RunAsync("movie-ratings");

        Assert.Equal(9, await system.CountAsync("SELECT sum(movie_id) FROM analytics.movie_ratings WHERE is_underrated"));
    }

    [Fact]
    public async Task A_movie_that_is_as_popular_as_the_median_is_noticed()
    {
        await using var system = await SeededAsync();
        // Of ten movies three have 5, the median; one of them is rated high.
        await system.Data.ExecuteAsync("UPDATE catalog.movies SET popularity = CASE id WHEN 10 THEN 5 WHEN 4 THEN 5 WHEN 9 THEN 1 WHEN 8 THEN 100 ELSE id END");
        await system.RunAsync("movie-ratings");

        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM analytics.movie_ratings WHERE is_underrated AND movie_id = 10"));
        Assert.Equal(1, await system.CountAsync("SELECT count(*) FROM analytics.movie_ratings WHERE is_underrated AND movie_id = 9"));
        Assert.Equal(5, await system.CountAsync("SELECT (percentile_cont(0.5) WITHIN GROUP (ORDER BY popularity))::integer FROM catalog.movies WHERE vote_count > 0"));
    }

    [Fact]
    public async Task A_movie_that_lost_its_votes_or_was_removed_loses_its_rating()
    {
        await using var system = await SeededAsync();
        await system.RunAsync("movie-ratings");
        await system.Data.ExecuteAsync("UPDATE catalog.movies SET vote_count = 0 WHERE id = 1");
        await system.Data.ExecuteAsync("UPDATE catalog.movies SET removed_at = now() WHERE id = 2");

        Assert.Equal(RunStatus.Succeeded, (await system.RunAsync("movie-ratings")).Status);
        Assert.Equal(8, await system.CountAsync("SELECT count(*) FROM analytics.movie_ratings WHERE movie_id > 2"));
        Assert.Equal(8, await system.CountAsync("SELECT count(*) FROM analytics.movie_ratings"));
    }

    private static async Task<JobSystem> SeededAsync()
    {
        var system = await JobSystem.StartAsync(movies: 0);
        await system.Data.ExecuteAsync("""
            INSERT INTO catalog.movies (id, title, original_title, popularity, vote_average, vote_count)
            SELECT i, 'Movie ' || i, 'Movie ' || i, i, 4.5 + i / 2.0, i * 100 FROM generate_series(1, 10) i
            """);
        await system.Data.ExecuteAsync("INSERT INTO catalog.movies (id, title, original_title) VALUES (11, 'Unrated', 'Unrated')");
        return system;
    }
}

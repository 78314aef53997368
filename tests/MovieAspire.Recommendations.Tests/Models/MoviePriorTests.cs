using MovieAspire.Recommendations.Input;
using MovieAspire.Recommendations.Models;

namespace MovieAspire.Recommendations.Tests.Models;

public class MoviePriorTests
{
    [Fact]
    public void The_rating_is_weighted_by_the_votes()
    {
        // Ten movies have votes, 100 to 1,000: the 90th percentile is 910, the mean 6.
        var prior = MoviePrior.Of([Movie(0, 0), .. Enumerable.Range(1, 10).Select(i => Movie(100 * i, 6))]);

        Assert.Equal((6, 910), (prior.MeanRating, prior.VotesPercentile));
        Assert.Equal(7.5, prior.RatingOf(Movie(910, 9)), 9);
        Assert.Equal(1.15f, prior.FactorOf(Movie(910, 9), quality: 0.1, prominence: 0), 5);
        Assert.Equal(1, prior.FactorOf(Movie(0, 0), quality: 0.1, prominence: 0));
    }

    [Fact]
    public void A_movie_is_as_well_known_as_its_votes_are_beside_those_of_its_years()
    {
        // 30 movies a year: around 1952 the 25th best known has 2,500 votes, around 2000 9,996.
        var prior = MoviePrior.Of(
        [
            .. Enumerable.Range(0, 150).Select(i => Movie(100 * (i % 30), 6, 1950 + (i / 30))),
            .. Enumerable.Range(0, 150).Select(i => Movie(10_000 - (i % 30), 6, 1998 + (i / 30))),
        ]);

        Assert.Equal(1, prior.ProminenceOf(Movie(20_000, 6, 2000)));
        Assert.Equal(101.0 / 9_996, prior.ProminenceOf(Movie(100, 6, 2000)), 6);
        Assert.Equal(101.0 / 2_500, prior.ProminenceOf(Movie(100, 6, 1952)), 6);
        // A year without movies of its own, and no year at all, are compared with the best known.
        Assert.Equal(101.0 / 9_996, prior.ProminenceOf(Movie(100, 6, 0)), 6);
        Assert.Equal(Math.Sqrt(101.0 / 2_500), prior.FactorOf(Movie(100, 6, 1952), quality: 0, prominence: 0.5), 6);
    }

    [Fact]
    public void Its_years_are_two_before_and_two_after()
    {
        var prior = MoviePrior.Of([.. Enumerable.Repeat(Movie(1_000, 6), 30), Movie(100, 6, 1997), Movie(100, 6, 1998), Movie(100, 6, 2002), Movie(100, 6, 2003)]);

        foreach (var (year, prominence) in (ReadOnlySpan<(int, double)>)[(1997, 1), (1998, 0.101), (2002, 0.101), (2003, 1)])
            Assert.Equal(prominence, prior.ProminenceOf(Movie(100, 6, year)), 9);
    }

    [Fact]
    public void Without_votes_all_movies_are_alike()
    {
        var prior = MoviePrior.Of([Movie(0, 0), Movie(0, 0)]);

        Assert.Equal(prior.FactorOf(Movie(0, 0), 0.1, 0.4), prior.FactorOf(Movie(0, 5, 1900), 0.1, 0.4));
    }

    private static Candidate Movie(int votes, double rating, int year = 2000) => new(1, 0, year, "en", votes, rating);
}

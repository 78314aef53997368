using MovieAspire.Catalog.Movies;

namespace MovieAspire.Catalog.Tests.Movies;

public class UnderratedTests
{
    [Theory]
    [InlineData(7.5, 50, true)]
    [InlineData(9.1, 1_000, true)]
    [InlineData(7.49, 500, false)]
    [InlineData(8.0, 49, false)]
    [InlineData(8.0, 1_001, false)]
    [InlineData(0, 0, false)]
    public void A_movie_is_underrated_when_few_rate_it_well(double voteAverage, int voteCount, bool expected) =>
        Assert.Equal(expected, Underrated.Is(voteAverage, voteCount));
}

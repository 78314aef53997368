using MovieAspire.Gateway.Movies;
using Proto = MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Gateway.Tests.Movies;

public class OmdbFactsTests
{
    [Theory]
    [InlineData(8.0, 6.5, 1, 1.5, true)]
    [InlineData(6.5, 8.0, 1, -1.5, true)]
    [InlineData(8.0, 6.6, 1, 1.4, false)]
    [InlineData(8.0, 0.0, 0, null, false)]
    [InlineData(null, 6.5, 1, null, false)]
    public void Ratings_are_compared_where_both_have_votes_and_disagree_from_one_and_a_half_on(
        double? imdb, double tmdb, int votes, double? difference, bool disagree)
    {
        var omdb = new Proto.OmdbFacts();
        if (imdb is { } rating)
            omdb.ImdbRating = rating;

        var facts = OmdbFacts.From(omdb, new() { VoteAverage = tmdb, VoteCount = votes });

        Assert.Equal((difference, disagree), (facts.RatingDifference, facts.RatingsDisagree));
    }
}

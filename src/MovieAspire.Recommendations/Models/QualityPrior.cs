using MovieAspire.Recommendations.Input;

namespace MovieAspire.Recommendations.Models;

/// <summary>
/// What is known of a movie's quality: its <see cref="Input.WeightedRating"/>, with m and C over the movies that have
/// votes.
/// </summary>
/// <param name="MeanRating">C, 0 to 10.</param>
/// <param name="VotesPercentile">m, at least 1.</param>
public sealed record QualityPrior(double MeanRating, double VotesPercentile)
{
    public static QualityPrior Of(IEnumerable<RatedMovie> movies)
    {
        var rated = movies.Where(movie => movie.Votes > 0).ToArray();
        if (rated.Length == 0) return new(0, 1);
        var votes = rated.Select(movie => movie.Votes).Order().ToArray();
        var exact = Input.WeightedRating.PriorVotesPercentile * (votes.Length - 1);
        var (place, rest) = ((int)exact, exact % 1);
        var percentile = votes[place] + rest * (votes[Math.Min(place + 1, votes.Length - 1)] - votes[place]);
        return new(rated.Average(movie => movie.Rating), Math.Max(percentile, 1));
    }

    /// <summary>0 to 10.</summary>
    public double WeightedRating(RatedMovie movie) =>
        Input.WeightedRating.Of(movie.Rating, movie.Votes, VotesPercentile, MeanRating);

    /// <summary>What a movie's score is multiplied by: 1 at the mean rating, and more for each point above it.</summary>
    /// <param name="movie">The movie.</param>
    /// <param name="weight">How much more for each point.</param>
    public float FactorOf(RatedMovie movie, double weight) =>
        (float)Math.Max(0, 1 + weight * (WeightedRating(movie) - MeanRating));
}

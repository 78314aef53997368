namespace MovieAspire.Recommendations.Input;

/// <summary>
/// What a mean of votes is worth by their number (the Bayesian mean that IMDb publishes for its Top 250):
/// <code>v / (v + m) * R + m / (v + m) * C</code>
/// with m, the 90th percentile of the votes, as the weight of the prior C, the mean rating of all rated movies.
/// </summary>
public static class WeightedRating
{
    public const int FormulaVersion = 1;

    /// <summary>m is this percentile of the vote counts.</summary>
    public const double PriorVotesPercentile = 0.9;

    /// <param name="rating">R, 0 to 10.</param>
    /// <param name="votes">v.</param>
    /// <param name="priorVotes">m.</param>
    /// <param name="priorRating">C, 0 to 10.</param>
    public static double Of(double rating, int votes, double priorVotes, double priorRating) =>
        ((votes * rating) + (priorVotes * priorRating)) / (votes + priorVotes);
}

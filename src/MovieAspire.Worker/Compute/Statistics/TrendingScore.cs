namespace MovieAspire.Worker.Compute.Statistics;

/// <summary>
/// How much a movie trends:
/// <code>score = 0.4 * popularity + 0.3 * 20 * rating + 0.3 * 10 * ln(votes + 1)</code>
/// with the weights of <see cref="TrendingOptions"/>. The factors bring a rating of 0 to 10 and votes of 0 to some tens
/// of thousands to the hundreds that TMDB's popularity has for movies that people talk about.
/// </summary>
internal static class TrendingScore
{
    /// <summary>Grows with every change of the formula; each row says by which it was computed.</summary>
    public const int FormulaVersion = 1;

    /// <summary>Momentum is the score minus that of so many days before.</summary>
    public const int MomentumDays = 7;

    public const double RatingScale = 20;
    public const double VotesScale = 10;

    /// <param name="popularity">TMDB's score.</param>
    /// <param name="rating">TMDB's vote average, 0 to 10.</param>
    /// <param name="votes">Number of votes.</param>
    /// <param name="weights">The weights.</param>
    public static double Of(double popularity, double rating, int votes, TrendingOptions weights) =>
        (weights.PopularityWeight * popularity)
        + (weights.RatingWeight * RatingScale * rating)
        + (weights.VotesWeight * VotesScale * Math.Log(votes + 1.0));
}

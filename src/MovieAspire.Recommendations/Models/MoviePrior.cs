using MovieAspire.Recommendations.Input;

namespace MovieAspire.Recommendations.Models;

/// <summary>
/// What speaks for a movie before anything is known of who asks: how well it is rated, and how well known it is among the movies
/// of its own years, because votes are given by those who use TMDB today. Both are damped.
/// </summary>
public sealed class MoviePrior
{
    /// <summary>The movies of so many years before and after are compared.</summary>
    private const int YearsAround = 2;

    /// <summary>A movie with as many votes as the one at this place among those of its years is as well known as can be.</summary>
    private const int WellKnownPlace = 25;

    private const double LeastVotesOfWellKnown = 50;

    private readonly Dictionary<int, double> _wellKnownVotes;
    private readonly double _mostVotes;

    private MoviePrior(Dictionary<int, double> wellKnownVotes, double meanRating, double votesPercentile)
    {
        (_wellKnownVotes, MeanRating, VotesPercentile) = (wellKnownVotes, meanRating, votesPercentile);
        _mostVotes = wellKnownVotes.Values.DefaultIfEmpty(LeastVotesOfWellKnown).Max();
    }

    /// <summary>C of the <see cref="WeightedRating"/>, over the candidates that have votes: 0 to 10.</summary>
    public double MeanRating { get; }

    /// <summary>m of the <see cref="WeightedRating"/>, at least 1.</summary>
    public double VotesPercentile { get; }

    public static MoviePrior Of(IReadOnlyList<Candidate> movies)
    {
        var rated = movies.Where(movie => movie.Votes > 0).ToArray();
        return rated.Length == 0
            ? new([], 0, 1)
            : new(WellKnown(rated), rated.Average(movie => movie.Rating), Percentile([.. rated.Select(movie => movie.Votes).Order()]));
    }

    /// <summary>0 to 10.</summary>
    public double RatingOf(Candidate movie) => WeightedRating.Of(movie.Rating, movie.Votes, VotesPercentile, MeanRating);

    /// <summary>How well known a movie is, 0 to 1.</summary>
    public double ProminenceOf(Candidate movie) =>
        Math.Min(1, (movie.Votes + 1) / _wellKnownVotes.GetValueOrDefault(movie.Year, _mostVotes));

    /// <summary>What a movie's score is multiplied by.</summary>
    /// <param name="movie">The movie.</param>
    /// <param name="quality">How much more for each point of a weighted rating above the mean, as a share of 1.</param>
    /// <param name="prominence">The power of the prominence; 0 makes all movies alike.</param>
    public float FactorOf(Candidate movie, double quality, double prominence) =>
        (float)(Math.Max(0, 1 + (quality * (RatingOf(movie) - MeanRating))) * Math.Pow(ProminenceOf(movie), prominence));

    private static Dictionary<int, double> WellKnown(IReadOnlyList<Candidate> rated)
    {
        var votes = rated.Where(movie => movie.Year > 0).ToLookup(movie => movie.Year, movie => movie.Votes);
        return votes.ToDictionary(year => year.Key, year =>
        {
            var around = Enumerable.Range(year.Key - YearsAround, (2 * YearsAround) + 1)
                .SelectMany(other => votes[other].OrderDescending().Take(WellKnownPlace)).OrderDescending().ToArray();
            return Math.Max(LeastVotesOfWellKnown, around[Math.Min(around.Length, WellKnownPlace) - 1]);
        });
    }

    private static double Percentile(int[] sorted)
    {
        var exact = WeightedRating.PriorVotesPercentile * (sorted.Length - 1);
        var (place, rest) = ((int)exact, exact % 1);
        return Math.Max(1, sorted[place] + (rest * (sorted[Math.Min(place + 1, sorted.Length - 1)] - sorted[place])));
    }
}

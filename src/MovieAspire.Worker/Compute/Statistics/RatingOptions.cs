using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Worker.Compute.Statistics;

/// <summary>
/// Section "Ratings": what counts as underrated, relative to the rated movies of the catalog: a weighted rating that
/// is high, and a popularity that is low.
/// </summary>
internal sealed record RatingOptions
{
    public const string Section = "Ratings";

    /// <summary>Ratings:UnderratedRatingPercentile: the weighted rating is at least this percentile.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Ratings:UnderratedRatingPercentile must be between 0 and 1.")]
    public double UnderratedRatingPercentile { get; init; } = 0.75;

    /// <summary>Ratings:UnderratedPopularityPercentile: the popularity is below this percentile.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Ratings:UnderratedPopularityPercentile must be between 0 and 1.")]
    public double UnderratedPopularityPercentile { get; init; } = 0.5;
}

using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Worker.Compute.Statistics;

/// <summary>Section "Trending": the weights of <see cref="TrendingScore"/>, and how many movies a day keeps.</summary>
internal sealed record TrendingOptions
{
    public const string Section = "Trending";

    /// <summary>Trending:PopularityWeight.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Trending:PopularityWeight must be between 0 and 1.")]
    public double PopularityWeight { get; init; } = 0.4;

    /// <summary>Trending:RatingWeight.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Trending:RatingWeight must be between 0 and 1.")]
    public double RatingWeight { get; init; } = 0.3;

    /// <summary>Trending:VotesWeight.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Trending:VotesWeight must be between 0 and 1.")]
    public double VotesWeight { get; init; } = 0.3;

    /// <summary>Trending:Size: movies ranked each day.</summary>
    [Range(1, 100_000, ErrorMessage = "Trending:Size must be between 1 and 100,000.")]
    public int Size { get; init; } = 1_000;
}

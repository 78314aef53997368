using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using MovieAspire.Recommendations.Lists;
using MovieAspire.Recommendations.Models;

namespace MovieAspire.Worker.Compute.Recommendations;

/// <summary>Section "Recommendations".</summary>
internal sealed record RecommendationOptions
{
    public const string Section = "Recommendations";

    /// <summary>Recommendations:MinVotes: a movie is recommended when it has so many votes; every movie gets a list.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Recommendations:MinVotes must be between 0 and 1,000,000.")]
    public int MinVotes { get; init; } = 10;

    /// <summary>
    /// Recommendations:MaxCandidates: only so many movies are recommended, those with the most votes. They are held in memory,
    /// with some 2.5 KB each.
    /// </summary>
    [Range(2, 2_000_000, ErrorMessage = "Recommendations:MaxCandidates must be between 2 and 2,000,000.")]
    public int MaxCandidates { get; init; } = 200_000;

    /// <summary>Recommendations:RatingsPath: a directory with ratings.csv and links.csv of MovieLens; empty for none.</summary>
    public string RatingsPath { get; init; } = "";

    [ValidateObjectMembers]
    public ContentOptions Content { get; init; } = new();

    [ValidateObjectMembers]
    public EaseOptions Ease { get; init; } = new();

    [ValidateObjectMembers]
    public ListOptions Lists { get; init; } = new();
}

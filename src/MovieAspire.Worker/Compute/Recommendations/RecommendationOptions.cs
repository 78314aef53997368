using Microsoft.Extensions.Options;
using MovieAspire.Recommendations.Lists;
using MovieAspire.Recommendations.Models;

namespace MovieAspire.Worker.Compute.Recommendations;

/// <summary>Section "Recommendations".</summary>
internal sealed record RecommendationOptions
{
    public const string Section = "Recommendations";

    /// <summary>Recommendations:RatingsPath: a directory with ratings.csv and links.csv of MovieLens; empty for none.</summary>
    public string RatingsPath { get; init; } = "";

    [ValidateObjectMembers]
    public ContentOptions Content { get; init; } = new();

    [ValidateObjectMembers]
    public EaseOptions Ease { get; init; } = new();

    [ValidateObjectMembers]
    public ListOptions Lists { get; init; } = new();
}

using System.ComponentModel.DataAnnotations;
using MovieAspire.Recommendations.Input;

namespace MovieAspire.Recommendations.Models;

/// <summary>
/// Section "Recommendations:Content": how much each <see cref="FeatureKind"/> says of how alike two movies are, relative
/// to the sum of all, and how far the search for alike ones goes.
/// </summary>
public sealed record ContentOptions
{
    /// <summary>Recommendations:Content:Collection.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Content:Collection must be between 0 and 100.")]
    public double Collection { get; init; } = 1.5;

    /// <summary>Recommendations:Content:Director.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Content:Director must be between 0 and 100.")]
    public double Director { get; init; } = 1.5;

    /// <summary>Recommendations:Content:Cast.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Content:Cast must be between 0 and 100.")]
    public double Cast { get; init; } = 1.5;

    /// <summary>Recommendations:Content:Crew: writers, composers and directors of photography.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Content:Crew must be between 0 and 100.")]
    public double Crew { get; init; } = 0.8;

    /// <summary>Recommendations:Content:Keyword.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Content:Keyword must be between 0 and 100.")]
    public double Keyword { get; init; } = 3;

    /// <summary>Recommendations:Content:Genre.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Content:Genre must be between 0 and 100.")]
    public double Genre { get; init; } = 1;

    /// <summary>Recommendations:Content:Story: words of the overview.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Content:Story must be between 0 and 100.")]
    public double Story { get; init; } = 1;

    /// <summary>
    /// Recommendations:Content:MaxPostings: a person, keyword, genre or word that more movies have leads only to so many of
    /// them, those with the most votes. This bounds the work for each movie, so that it grows linearly with their number.
    /// </summary>
    [Range(10, 1_000_000, ErrorMessage = "Recommendations:Content:MaxPostings must be between 10 and 1,000,000.")]
    public int MaxPostings { get; init; } = 1_000;

    /// <summary>The share of a kind, 0 to 1; the shares add up to 1.</summary>
    public double ShareOf(FeatureKind kind)
    {
        var sum = Collection + Director + Cast + Crew + Keyword + Genre + Story;
        return sum > 0 ? WeightOf(kind) / sum : 0;
    }

    private double WeightOf(FeatureKind kind) => kind switch
    {
        FeatureKind.Collection => Collection,
        FeatureKind.Director => Director,
        FeatureKind.Cast => Cast,
        FeatureKind.Crew => Crew,
        FeatureKind.Keyword => Keyword,
        FeatureKind.Genre => Genre,
        _ => Story,
    };
}

using System.ComponentModel.DataAnnotations;
using MovieAspire.Recommendations.Input;

namespace MovieAspire.Recommendations.Models;

/// <summary>
/// Section "Recommendations:Content": how much each <see cref="FeatureKind"/> says of how alike two movies are, relative to the
/// sum of all; at which sum of what is shared half of that is reached; and what else makes a movie fit.
/// </summary>
public sealed record ContentOptions
{
    /// <summary>Recommendations:Content:Collection.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Content:Collection must be between 0 and 100.")]
    public double Collection { get; init; } = 2;

    /// <summary>Recommendations:Content:Director.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Content:Director must be between 0 and 100.")]
    public double Director { get; init; } = 1.2;

    /// <summary>Recommendations:Content:Cast.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Content:Cast must be between 0 and 100.")]
    public double Cast { get; init; } = 2;

    /// <summary>Recommendations:Content:CastHalf: what is shared is summed up as weight * weight * idf^2.</summary>
    [Range(0.1, 100_000.0, ErrorMessage = "Recommendations:Content:CastHalf must be between 0.1 and 100,000.")]
    public double CastHalf { get; init; } = 80;

    /// <summary>Recommendations:Content:Crew: writers, composers and directors of photography.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Content:Crew must be between 0 and 100.")]
    public double Crew { get; init; } = 0.5;

    /// <summary>Recommendations:Content:CrewHalf.</summary>
    [Range(0.1, 100_000.0, ErrorMessage = "Recommendations:Content:CrewHalf must be between 0.1 and 100,000.")]
    public double CrewHalf { get; init; } = 80;

    /// <summary>Recommendations:Content:Keyword.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Content:Keyword must be between 0 and 100.")]
    public double Keyword { get; init; } = 2.5;

    /// <summary>Recommendations:Content:KeywordHalf: one rare keyword in common is 50, two are 100.</summary>
    [Range(0.1, 100_000.0, ErrorMessage = "Recommendations:Content:KeywordHalf must be between 0.1 and 100,000.")]
    public double KeywordHalf { get; init; } = 150;

    /// <summary>Recommendations:Content:Genre.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Content:Genre must be between 0 and 100.")]
    public double Genre { get; init; } = 1.5;

    /// <summary>Recommendations:Content:GenreHalf: two movies of the same genres, whose idf^2 add up to this, are half alike in them.</summary>
    [Range(0.0, 100_000.0, ErrorMessage = "Recommendations:Content:GenreHalf must be between 0 and 100,000.")]
    public double GenreHalf { get; init; } = 1;

    /// <summary>Recommendations:Content:Story: words of the overview.</summary>
    [Range(0.0, 100.0, ErrorMessage = "Recommendations:Content:Story must be between 0 and 100.")]
    public double Story { get; init; } = 1;

    /// <summary>Recommendations:Content:StoryHalf.</summary>
    [Range(0.1, 100_000.0, ErrorMessage = "Recommendations:Content:StoryHalf must be between 0.1 and 100,000.")]
    public double StoryHalf { get; init; } = 400;

    /// <summary>Recommendations:Content:EraHalf: movies so many years apart fit half as well.</summary>
    [Range(0.5, 1_000.0, ErrorMessage = "Recommendations:Content:EraHalf must be between 0.5 and 1,000 years.")]
    public double EraHalf { get; init; } = 6;

    /// <summary>Recommendations:Content:OtherLanguage: how well a movie of another original language fits.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Recommendations:Content:OtherLanguage must be between 0 and 1.")]
    public double OtherLanguage { get; init; } = 0.6;

    /// <summary>Recommendations:Content:OtherGenres: how well a movie without a genre in common fits.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Recommendations:Content:OtherGenres must be between 0 and 1.")]
    public double OtherGenres { get; init; } = 0.5;

    /// <summary>
    /// Recommendations:Content:MaxPostings: a person, keyword or genre that more movies have leads only to so many of them, those
    /// with the most votes, and such a word to none. This bounds the work for each movie, so that it grows linearly with their
    /// number.
    /// </summary>
    [Range(10, 1_000_000, ErrorMessage = "Recommendations:Content:MaxPostings must be between 10 and 1,000,000.")]
    public int MaxPostings { get; init; } = 1_000;

    /// <summary>The share of each kind, by kind; the shares add up to 1.</summary>
    internal float[] Shares()
    {
        double[] weights = [Collection, Director, Cast, Crew, Keyword, Genre, Story];
        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => sum > 0 ? (float)(weight / sum) : 0);
    }

    /// <summary>Where half of each kind's share is reached, by kind; 0 where the sum is a cosine, 0 to 1, and not damped.</summary>
    internal float[] Halves() => [0, 0, (float)CastHalf, (float)CrewHalf, (float)KeywordHalf, 0, (float)StoryHalf];
}

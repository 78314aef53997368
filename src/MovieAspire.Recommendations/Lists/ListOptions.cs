using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Recommendations.Lists;

/// <summary>Section "Recommendations:Lists": how the models are blended, and what a list is to be like.</summary>
public sealed record ListOptions
{
    /// <summary>Recommendations:Lists:Size: movies recommended for each movie.</summary>
    [Range(1, 100, ErrorMessage = "Recommendations:Lists:Size must be between 1 and 100.")]
    public int Size { get; init; } = 20;

    /// <summary>Recommendations:Lists:Proposals: movies that each model proposes for a list, the best of its own.</summary>
    [Range(1, 1_000, ErrorMessage = "Recommendations:Lists:Proposals must be between 1 and 1,000.")]
    public int Proposals { get; init; } = 100;

    /// <summary>Recommendations:Lists:Similar: what TMDB's naming a movie first among the similar ones adds to its fit, which is 1 at most.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Recommendations:Lists:Similar must be between 0 and 1.")]
    public double Similar { get; init; } = 0.02;

    /// <summary>
    /// Recommendations:Lists:Quality: how much each point of a weighted rating above the mean adds to the score, as a share of it.
    /// </summary>
    [Range(0.0, 1.0, ErrorMessage = "Recommendations:Lists:Quality must be between 0 and 1.")]
    public double Quality { get; init; } = 0.2;

    /// <summary>
    /// Recommendations:Lists:Prominence: the power by which it counts how well known a movie is among those of its years; 0 for
    /// not at all.
    /// </summary>
    [Range(0.0, 2.0, ErrorMessage = "Recommendations:Lists:Prominence must be between 0 and 2.")]
    public double Prominence { get; init; } = 0.5;

    /// <summary>Recommendations:Lists:LikedTogether: how much the weights of the co-occurrence model count beside the fit by content.</summary>
    [Range(0.0, 1_000.0, ErrorMessage = "Recommendations:Lists:LikedTogether must be between 0 and 1,000.")]
    public double LikedTogether { get; init; } = 2;

    /// <summary>
    /// Recommendations:Lists:EvidenceHalf: with so many likes of both movies, what is liked together has half of the say, with more
    /// of them more.
    /// </summary>
    [Range(0.0, 1_000_000.0, ErrorMessage = "Recommendations:Lists:EvidenceHalf must be between 0 and 1,000,000.")]
    public double EvidenceHalf { get; init; } = 20;

    /// <summary>Recommendations:Lists:Diversity: 0 orders by score alone; 1 takes most from what is like a movie before it.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Recommendations:Lists:Diversity must be between 0 and 1.")]
    public double Diversity { get; init; } = 0.5;

    /// <summary>Recommendations:Lists:MaxPerCollection: movies of one series in a list.</summary>
    [Range(1, 100, ErrorMessage = "Recommendations:Lists:MaxPerCollection must be between 1 and 100.")]
    public int MaxPerCollection { get; init; } = 3;

    /// <summary>
    /// Recommendations:Lists:MaxPerDirector: movies by one director in a list, but for those of the movie's own collection.
    /// </summary>
    [Range(1, 100, ErrorMessage = "Recommendations:Lists:MaxPerDirector must be between 1 and 100.")]
    public int MaxPerDirector { get; init; } = 3;
}

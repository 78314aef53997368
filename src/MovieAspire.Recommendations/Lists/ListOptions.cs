using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Recommendations.Lists;

/// <summary>Section "Recommendations:Lists": how the models are blended, and what a list is to be like.</summary>
public sealed record ListOptions
{
    /// <summary>Recommendations:Lists:Size: movies recommended for each movie.</summary>
    [Range(1, 100, ErrorMessage = "Recommendations:Lists:Size must be between 1 and 100.")]
    public int Size { get; init; } = 20;

    /// <summary>Recommendations:Lists:Candidates: movies that each model proposes for the list, the best of its own.</summary>
    [Range(1, 1_000, ErrorMessage = "Recommendations:Lists:Candidates must be between 1 and 1,000.")]
    public int Candidates { get; init; } = 100;

    /// <summary>
    /// Recommendations:Lists:SimilarWeight: what TMDB's naming a movie first among the similar ones adds to the square of the
    /// likeness, which is 1 at most.
    /// </summary>
    [Range(0.0, 1.0, ErrorMessage = "Recommendations:Lists:SimilarWeight must be between 0 and 1.")]
    public double SimilarWeight { get; init; } = 0.02;

    /// <summary>
    /// Recommendations:Lists:QualityWeight: how much each point of a weighted rating above the mean adds to the score, as a
    /// share of it.
    /// </summary>
    [Range(0.0, 1.0, ErrorMessage = "Recommendations:Lists:QualityWeight must be between 0 and 1.")]
    public double QualityWeight { get; init; } = 0.1;

    /// <summary>Recommendations:Lists:Diversity: 0 orders by score alone; 1 takes most from what is like a movie before it.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Recommendations:Lists:Diversity must be between 0 and 1.")]
    public double Diversity { get; init; } = 0.7;

    /// <summary>Recommendations:Lists:MaxPerCollection: movies of one series in a list.</summary>
    [Range(1, 100, ErrorMessage = "Recommendations:Lists:MaxPerCollection must be between 1 and 100.")]
    public int MaxPerCollection { get; init; } = 3;

    /// <summary>
    /// Recommendations:Lists:LikedWeight: how much the weights of the co-occurrence model count beside the square of the
    /// likeness.
    /// </summary>
    [Range(0.0, 1_000.0, ErrorMessage = "Recommendations:Lists:LikedWeight must be between 0 and 1,000.")]
    public double LikedWeight { get; init; } = 12;

    /// <summary>
    /// Recommendations:Lists:UnrelatedShare: the share of that weight that counts for movies with nothing in common.
    /// </summary>
    [Range(0.0, 1.0, ErrorMessage = "Recommendations:Lists:UnrelatedShare must be between 0 and 1.")]
    public double UnrelatedShare { get; init; } = 0.15;
}

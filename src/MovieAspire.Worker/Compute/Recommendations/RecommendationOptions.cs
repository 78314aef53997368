using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace MovieAspire.Worker.Compute.Recommendations;

/// <summary>Section "Recommendations".</summary>
internal sealed record RecommendationOptions
{
    public const string Section = "Recommendations";

    /// <summary>Recommendations:Size: movies recommended for each movie.</summary>
    [Range(1, 100, ErrorMessage = "Recommendations:Size must be between 1 and 100.")]
    public int Size { get; init; } = 20;

    /// <summary>Recommendations:Candidates: movies that each model proposes for the list, the best of its own.</summary>
    [Range(1, 1_000, ErrorMessage = "Recommendations:Candidates must be between 1 and 1,000.")]
    public int Candidates { get; init; } = 100;

    /// <summary>
    /// Recommendations:MaxPostings: a person, keyword, genre or word that more movies have leads only to so many of them,
    /// those with the most votes. This bounds the work for each movie, so that it grows linearly with their number.
    /// </summary>
    [Range(10, 1_000_000, ErrorMessage = "Recommendations:MaxPostings must be between 10 and 1,000,000.")]
    public int MaxPostings { get; init; } = 1_000;

    /// <summary>Recommendations:Weights.</summary>
    [ValidateObjectMembers]
    public FieldWeights Weights { get; init; } = new();

    /// <summary>Recommendations:SimilarWeight: what TMDB's naming a movie first among the similar ones adds to the square of the likeness, which is 1 at most.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Recommendations:SimilarWeight must be between 0 and 1.")]
    public double SimilarWeight { get; init; } = 0.02;

    /// <summary>Recommendations:QualityWeight: how much each point of a weighted rating above the mean adds to the score, as a share of it.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Recommendations:QualityWeight must be between 0 and 1.")]
    public double QualityWeight { get; init; } = 0.1;

    /// <summary>Recommendations:Diversity: 0 orders by score alone; 1 takes most from what is like a movie before it.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Recommendations:Diversity must be between 0 and 1.")]
    public double Diversity { get; init; } = 0.7;

    /// <summary>Recommendations:MaxPerCollection: movies of one series in a list.</summary>
    [Range(1, 100, ErrorMessage = "Recommendations:MaxPerCollection must be between 1 and 100.")]
    public int MaxPerCollection { get; init; } = 3;

    /// <summary>Recommendations:RatingsPath: a directory with ratings.csv and links.csv of MovieLens; empty for none.</summary>
    public string RatingsPath { get; init; } = "";

    /// <summary>Recommendations:LikedFrom: the least rating, 0.5 to 5, that says that somebody liked a movie.</summary>
    [Range(0.5, 5.0, ErrorMessage = "Recommendations:LikedFrom must be between 0.5 and 5.")]
    public double LikedFrom { get; init; } = 3.5;

    /// <summary>
    /// Recommendations:MaxRatedMovies: movies, those liked most, of which is learned what is liked together. The square
    /// matrix takes 12 bytes for each pair of them: 300 MB for 5,000.
    /// </summary>
    [Range(2, 30_000, ErrorMessage = "Recommendations:MaxRatedMovies must be between 2 and 30,000.")]
    public int MaxRatedMovies { get; init; } = 5_000;

    /// <summary>Recommendations:L2: the regularisation of the co-occurrence model; more for fewer users.</summary>
    [Range(0.1, 1_000_000.0, ErrorMessage = "Recommendations:L2 must be between 0.1 and 1,000,000.")]
    public double L2 { get; init; } = 100;

    /// <summary>Recommendations:LikedWeight: how much the weights of the co-occurrence model count beside the square of the likeness.</summary>
    [Range(0.0, 1_000.0, ErrorMessage = "Recommendations:LikedWeight must be between 0 and 1,000.")]
    public double LikedWeight { get; init; } = 12;

    /// <summary>Recommendations:UnrelatedShare: the share of that weight that counts for movies with nothing in common.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Recommendations:UnrelatedShare must be between 0 and 1.")]
    public double UnrelatedShare { get; init; } = 0.15;
}

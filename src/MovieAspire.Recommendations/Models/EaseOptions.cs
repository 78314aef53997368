using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Recommendations.Models;

/// <summary>Section "Recommendations:Ease": learning from ratings.</summary>
public sealed record EaseOptions
{
    /// <summary>Recommendations:Ease:LikedFrom: the least rating, 0.5 to 5, that says that somebody liked a movie.</summary>
    [Range(0.5, 5.0, ErrorMessage = "Recommendations:Ease:LikedFrom must be between 0.5 and 5.")]
    public double LikedFrom { get; init; } = 3.5;

    /// <summary>
    /// Recommendations:Ease:MaxMovies: movies, those liked most, of which is learned what is liked together. The square
    /// matrix takes 12 bytes for each pair of them: 300 MB for 5,000.
    /// </summary>
    [Range(2, 30_000, ErrorMessage = "Recommendations:Ease:MaxMovies must be between 2 and 30,000.")]
    public int MaxMovies { get; init; } = 5_000;

    /// <summary>Recommendations:Ease:L2: the regularisation; more for fewer users.</summary>
    [Range(0.1, 1_000_000.0, ErrorMessage = "Recommendations:Ease:L2 must be between 0.1 and 1,000,000.")]
    public double L2 { get; init; } = 100;
}

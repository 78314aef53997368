using System.ComponentModel.DataAnnotations.Schema;

namespace MovieAspire.Data;

/// <summary>What to watch after a movie.</summary>
public sealed class MovieRecommendations
{
    /// <summary>TMDB id.</summary>
    public int MovieId { get; set; }

    /// <summary>TMDB ids of the recommended movies, best first.</summary>
    public int[] MovieIds { get; set; } = [];

    /// <summary>In the same order; comparable within the list only.</summary>
    public float[] Scores { get; set; } = [];

    /// <summary>In the same order, for each movie a JSON array of {kind, names}.</summary>
    [Column(TypeName = "jsonb")]
    public string Reasons { get; set; } = "[]";

    /// <summary>The run that computed it.</summary>
    public Guid RunId { get; set; }

    /// <summary>When it did.</summary>
    public DateTimeOffset ComputedAt { get; set; }
}

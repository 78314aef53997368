namespace MovieAspire.Data;

/// <summary>What a movie's vote average is worth by the number of its votes.</summary>
public sealed class MovieRating
{
    /// <summary>TMDB id.</summary>
    public int MovieId { get; set; }

    /// <summary>v / (v + m) * R + m / (v + m) * C, 0 to 10; m and C are parameters of the artifact movie_ratings.</summary>
    public double WeightedRating { get; set; }

    /// <summary>Rated high and hardly noticed now; the limits are parameters of the artifact, too.</summary>
    public bool IsUnderrated { get; set; }

    /// <summary>The run that computed it.</summary>
    public Guid RunId { get; set; }

    /// <summary>When it did.</summary>
    public DateTimeOffset ComputedAt { get; set; }
}

namespace MovieAspire.Data;

/// <summary>How the movies of one decade are rated.</summary>
public sealed class RatingsByDecade
{
    /// <summary>Its first year, for example 1990.</summary>
    public int Decade { get; set; }

    /// <summary>Mean vote average of the movies with votes, 0 to 10; 0 when none has.</summary>
    public double AvgRating { get; set; }

    /// <summary>Movies first released in the decade.</summary>
    public long MovieCount { get; set; }

    /// <summary>The run that computed it.</summary>
    public Guid RunId { get; set; }

    /// <summary>When it did.</summary>
    public DateTimeOffset ComputedAt { get; set; }
}

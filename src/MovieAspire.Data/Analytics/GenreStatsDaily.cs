namespace MovieAspire.Data;

/// <summary>A genre's numbers on one day.</summary>
public sealed class GenreStatsDaily
{
    /// <summary>UTC day.</summary>
    public DateOnly ComputedOn { get; set; }

    /// <summary>The genre.</summary>
    public int GenreId { get; set; }

    /// <summary>Its name on that day.</summary>
    public required string Name { get; set; }

    /// <summary>Movies of the genre.</summary>
    public long MovieCount { get; set; }

    /// <summary>Mean vote average of the movies with votes, 0 to 10; 0 when none has.</summary>
    public double AvgRating { get; set; }

    /// <summary>Mean popularity.</summary>
    public double AvgPopularity { get; set; }

    /// <summary>US dollars over the movies whose revenue is known.</summary>
    public long TotalRevenue { get; set; }

    /// <summary>The run that computed the row.</summary>
    public Guid RunId { get; set; }

    /// <summary>When it did.</summary>
    public DateTimeOffset ComputedAt { get; set; }
}

namespace MovieAspire.Data;

/// <summary>A movie's place among those that trend on one UTC day.</summary>
public sealed class MovieTrendingDaily
{
    /// <summary>UTC day.</summary>
    public DateOnly ComputedOn { get; set; }

    /// <summary>TMDB id.</summary>
    public int MovieId { get; set; }

    /// <summary>1 first.</summary>
    public int Rank { get; set; }

    /// <summary>From the three numbers below and the weights of the day.</summary>
    public double Score { get; set; }

    /// <summary>TMDB's popularity figure.</summary>
    public double Popularity { get; set; }

    /// <summary>0 to 10.</summary>
    public double VoteAverage { get; set; }

    /// <summary>Number of votes.</summary>
    public int VoteCount { get; set; }

    /// <summary>Score minus the score of seven days before; null when that day, or the movie in it, was not ranked.</summary>
    public double? Momentum { get; set; }

    /// <summary>Of the formula that the day was computed by.</summary>
    public int FormulaVersion { get; set; }

    /// <summary>The run that computed it.</summary>
    public Guid RunId { get; set; }

    /// <summary>When it did.</summary>
    public DateTimeOffset ComputedAt { get; set; }
}

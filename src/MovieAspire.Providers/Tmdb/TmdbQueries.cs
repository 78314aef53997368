namespace MovieAspire.Providers.Tmdb;

/// <summary>What /discover/movie should find; null leaves a condition out.</summary>
public sealed record TmdbDiscoverQuery
{
    /// <summary>1 to 500. TMDB shows no more: slice by date to get past 10,000 movies.</summary>
    public int Page { get; init; } = 1;

    /// <summary>popularity, primary_release_date, vote_count, vote_average or revenue, with .asc or .desc.</summary>
    public string SortBy { get; init; } = "popularity.desc";

    /// <summary>First day of the primary release.</summary>
    public DateOnly? ReleasedFrom { get; init; }

    /// <summary>Last day of the primary release.</summary>
    public DateOnly? ReleasedTo { get; init; }

    /// <summary>Least number of votes.</summary>
    public int? MinVotes { get; init; }

    /// <summary>Least vote average, 0 to 10.</summary>
    public double? MinVoteAverage { get; init; }

    /// <summary>All of these genres (TMDB ids).</summary>
    public IReadOnlyList<int> Genres { get; init; } = [];

    /// <summary>ISO 639-1.</summary>
    public string? OriginalLanguage { get; init; }

    /// <summary>Adult content too.</summary>
    public bool IncludeAdult { get; init; }
}

/// <summary>What /search/movie should find.</summary>
/// <param name="Query">Part of a title, in any language.</param>
/// <param name="Year">Only nudges the order.</param>
/// <param name="PrimaryReleaseYear">Only movies of this year.</param>
/// <param name="Page">1 to 500.</param>
public sealed record TmdbSearchQuery(string Query, int? Year = null, int? PrimaryReleaseYear = null, int Page = 1);

namespace MovieAspire.Gateway.Search;

/// <summary>What a search found.</summary>
/// <param name="Query">What was searched for.</param>
/// <param name="Hits">The best movies of this page.</param>
/// <param name="Total">How many movies match; 500 means that many or more, and only those can be seen.</param>
/// <param name="Limit">Hits on a page.</param>
/// <param name="Offset">Hits before this page.</param>
/// <param name="Engine">meilisearch, or postgres while that is away, slow, or lacks the newest movies.</param>
/// <param name="EngineReason">Why it was not meilisearch; null when it was.</param>
/// <param name="TookMs">Milliseconds that the engine took; a cached answer tells those of its own search.</param>
/// <param name="Facets">Counts by facet and value, most movies first; null unless facets were asked for.</param>
public sealed record SearchResult(
    string Query, IReadOnlyList<SearchHit> Hits, int Total, int Limit, int Offset, string Engine, string? EngineReason,
    double TookMs, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>>? Facets);

/// <summary>A movie that was found.</summary>
public sealed record SearchHit
{
    /// <summary>TMDB's id.</summary>
    public required int Id { get; init; }

    /// <summary>The English title.</summary>
    public required string Title { get; init; }

    /// <summary>A short synopsis.</summary>
    public required string? Overview { get; init; }

    /// <summary>Year of the first release.</summary>
    public required int? ReleaseYear { get; init; }

    /// <summary>Names of genres.</summary>
    public required IReadOnlyList<string> Genres { get; init; }

    /// <summary>Mean of the TMDB votes, 0 to 10; 0 without votes.</summary>
    public required double VoteAverage { get; init; }

    /// <summary>Number of TMDB votes.</summary>
    public required int VoteCount { get; init; }

    /// <summary>TMDB's popularity figure; it has no upper bound.</summary>
    public required double Popularity { get; init; }

    /// <summary>Fields with matches, title or overview, as HTML: escaped, with the matches in em elements.</summary>
    public required IReadOnlyDictionary<string, string> Highlights { get; init; }
}

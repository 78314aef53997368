using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Parameters;
using Proto = MovieAspire.Contracts.Catalog.V1;

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
    double TookMs, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>>? Facets)
{
    internal static SearchResult Example { get; } = new(
        "matrix", [SearchHit.Example], 7, 20, 0, "meilisearch", null, 4.2,
        new Dictionary<string, IReadOnlyDictionary<string, int>> { ["genre"] = new Dictionary<string, int> { ["Action"] = 6, ["Drama"] = 1 } });

    internal static SearchResult From(string query, int limit, int offset, Proto.SearchMoviesResponse response) => new(
        query, [.. response.Hits.Select(SearchHit.From)], response.Total, limit, offset, response.Engine,
        response.EngineReason.OrNull(), response.TookMs,
        response.Facets.Count == 0
            ? null
            : response.Facets.ToDictionary(facet => EnumNames<Proto.SearchFacet>.ToName(facet.Facet), ToCounts));

    private static IReadOnlyDictionary<string, int> ToCounts(Proto.FacetCounts counts) =>
        new OrderedDictionary<string, int>(counts.Values.Select(value => KeyValuePair.Create(value.Value, value.Count)));
}

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

    /// <summary>Fields with matches as HTML: escaped, with the matches in em elements. Title, overview, and people where they made it a match.</summary>
    public required IReadOnlyDictionary<string, string> Highlights { get; init; }

    internal static SearchHit Example { get; } = new()
    {
        Id = 603, Title = "The Matrix", Overview = "A programmer learns that the world around him is a machine's dream.",
        ReleaseYear = 1999, Genres = ["Action", "Science Fiction"], VoteAverage = 8.2, VoteCount = 26_300, Popularity = 83.4,
        Highlights = new Dictionary<string, string> { ["title"] = "The <em>Matrix</em>" },
    };

    internal static SearchHit From(Proto.SearchHit hit) => new()
    {
        Id = hit.Id,
        Title = hit.Title,
        Overview = hit.Overview.OrNull(),
        ReleaseYear = hit.HasReleaseYear ? hit.ReleaseYear : null,
        Genres = [.. hit.Genres],
        VoteAverage = hit.VoteAverage,
        VoteCount = hit.VoteCount,
        Popularity = hit.Popularity,
        Highlights = hit.Highlights,
    };
}

using System.Text.Json.Serialization;

namespace Meilisearch;

/// <summary>Hits by pages.</summary>
public class PaginatedSearchResult<T>(
    IReadOnlyCollection<T> hits, int hitsPerPage, int page, int totalHits, int totalPages,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> facetDistribution,
    int processingTimeMs, string query,
    IReadOnlyDictionary<string, IReadOnlyCollection<MatchPosition>> matchesPosition,
    IReadOnlyDictionary<string, FacetStat> facetStats, string indexUid) : ISearchable<T>
{
    /// <inheritdoc/>
    public IReadOnlyCollection<T> Hits { get; } = hits;

    /// <summary>Hits at most.</summary>
    public int HitsPerPage { get; } = hitsPerPage;

    /// <summary>From 1.</summary>
    public int Page { get; } = page;

    /// <summary>How many there are, at most the index's maxTotalHits.</summary>
    public int TotalHits { get; } = totalHits;

    /// <summary>How many pages.</summary>
    public int TotalPages { get; } = totalPages;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> FacetDistribution { get; } = facetDistribution;

    /// <inheritdoc/>
    public int ProcessingTimeMs { get; } = processingTimeMs;

    /// <inheritdoc/>
    public string Query { get; } = query;

    /// <inheritdoc/>
    [JsonPropertyName("_matchesPosition")]
    public IReadOnlyDictionary<string, IReadOnlyCollection<MatchPosition>> MatchesPosition { get; } = matchesPosition;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, FacetStat> FacetStats { get; } = facetStats;

    /// <inheritdoc/>
    public string IndexUid { get; } = indexUid;
}

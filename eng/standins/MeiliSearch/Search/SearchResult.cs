using System.Text.Json.Serialization;

namespace Meilisearch;

/// <summary>Hits by offset and limit.</summary>
public class SearchResult<T>(
    IReadOnlyCollection<T> hits, int offset, int limit, int estimatedTotalHits,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> facetDistribution,
    int processingTimeMs, string query,
    IReadOnlyDictionary<string, IReadOnlyCollection<MatchPosition>> matchesPosition,
    IReadOnlyDictionary<string, FacetStat> facetStats, string indexUid) : ISearchable<T>
{
    /// <inheritdoc/>
    public IReadOnlyCollection<T> Hits { get; } = hits;

    /// <summary>Hits skipped.</summary>
    public int Offset { get; } = offset;

    /// <summary>Hits at most.</summary>
    public int Limit { get; } = limit;

    /// <summary>About how many there are, at most the index's maxTotalHits.</summary>
    public int EstimatedTotalHits { get; } = estimatedTotalHits;

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

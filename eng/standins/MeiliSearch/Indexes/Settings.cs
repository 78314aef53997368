namespace Meilisearch;

/// <summary>An index's settings; null ones stay as they are.</summary>
public class Settings
{
    /// <summary>In order of weight.</summary>
    public IEnumerable<string> RankingRules { get; set; }

    /// <summary>One document for each value of it.</summary>
    public string DistinctAttribute { get; set; }

    /// <summary>In order of weight; "*" for all.</summary>
    public IEnumerable<string> SearchableAttributes { get; set; }

    /// <summary>What results show; "*" for all.</summary>
    public IEnumerable<string> DisplayedAttributes { get; set; }

    /// <summary>Words that are not searched for.</summary>
    public IEnumerable<string> StopWords { get; set; }

    /// <summary>Words that also mean others.</summary>
    public Dictionary<string, IEnumerable<string>> Synonyms { get; set; }

    /// <summary>Characters that do not part words.</summary>
    public List<string> NonSeparatorTokens { get; set; }

    /// <summary>Characters that do.</summary>
    public List<string> SeparatorTokens { get; set; }

    /// <summary>What filters and facets may use.</summary>
    public IEnumerable<FilterableAttribute> FilterableAttributes { get; set; }

    /// <summary>What results can be sorted by.</summary>
    public IEnumerable<string> SortableAttributes { get; set; }

    /// <summary>How words may differ.</summary>
    public TypoTolerance TypoTolerance { get; set; }

    /// <summary>How facets are counted.</summary>
    public Faceting Faceting { get; set; }

    /// <summary>How far results go.</summary>
    public Pagination Pagination { get; set; }

    /// <summary>Words that are one though they look like several.</summary>
    public IEnumerable<string> Dictionary { get; set; }

    /// <summary>"byWord" or "byAttribute".</summary>
    public string ProximityPrecision { get; set; }

    /// <summary>A search ends after so many milliseconds with what it has.</summary>
    public int? SearchCutoffMs { get; set; }
}

namespace Meilisearch;

/// <summary>What to search for and what to show; null ones are the server's defaults.</summary>
public class SearchQueryBase
{
    /// <summary>Only in searches of several indexes.</summary>
    public string IndexUid { get; set; }

    /// <summary>What somebody typed.</summary>
    public string Q { get; set; }

    /// <summary>An expression, or arrays of such: all of the outer, any of the inner.</summary>
    public dynamic Filter { get; set; }

    /// <summary>What hits show.</summary>
    public IEnumerable<string> AttributesToRetrieve { get; set; }

    /// <summary>What is cut around the matches.</summary>
    public IEnumerable<string> AttributesToCrop { get; set; }

    /// <summary>Where to search.</summary>
    public IEnumerable<string> AttributesToSearchOn { get; set; }

    /// <summary>In words.</summary>
    public int? CropLength { get; set; }

    /// <summary>Where matches are marked, in _formatted.</summary>
    public IEnumerable<string> AttributesToHighlight { get; set; }

    /// <summary>What stands for what was cut.</summary>
    public string CropMarker { get; set; }

    /// <summary>Before a match.</summary>
    public string HighlightPreTag { get; set; }

    /// <summary>After a match.</summary>
    public string HighlightPostTag { get; set; }

    /// <summary>What to count.</summary>
    public IEnumerable<string> Facets { get; set; }

    /// <summary>Whether hits have _matchesPosition.</summary>
    public bool? ShowMatchesPosition { get; set; }

    /// <summary>E.g. "popularity:desc".</summary>
    public IEnumerable<string> Sort { get; set; }

    /// <summary>"last", "all" or "frequency".</summary>
    public string MatchingStrategy { get; set; }

    /// <summary>Whether hits have _rankingScore.</summary>
    public bool? ShowRankingScore { get; set; }

    /// <summary>Whether hits have _rankingScoreDetails.</summary>
    public bool? ShowRankingScoreDetails { get; set; }
}

/// <summary>A search of one index, paged by offset and limit or by page and hits per page.</summary>
public class SearchQuery : SearchQueryBase
{
    /// <summary>Hits to skip.</summary>
    public int? Offset { get; set; }

    /// <summary>Hits to return at most.</summary>
    public int? Limit { get; set; }

    /// <summary>Makes the result count exactly.</summary>
    public int? HitsPerPage { get; set; }

    /// <summary>From 1.</summary>
    public int? Page { get; set; }

    /// <summary>One hit for each value of it.</summary>
    public string Distinct { get; set; }

    /// <summary>From 0 to 1.</summary>
    public decimal? RankingScoreThreshold { get; set; }

    /// <summary>Whether hits have _vectors.</summary>
    public bool RetrieveVectors { get; set; }
}

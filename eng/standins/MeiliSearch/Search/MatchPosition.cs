namespace Meilisearch;

/// <summary>Where a match is, in bytes of UTF-8.</summary>
public class MatchPosition(int start, int length)
{
    /// <summary>From 0.</summary>
    public int Start { get; } = start;

    /// <summary>How long.</summary>
    public int Length { get; } = length;
}

/// <summary>The range of a numeric facet.</summary>
public class FacetStat
{
    /// <summary>The least value.</summary>
    public float Min { get; set; }

    /// <summary>The greatest value.</summary>
    public float Max { get; set; }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Meilisearch;

/// <summary>How words may differ.</summary>
public class TypoTolerance
{
    /// <summary>Whether at all.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Not in these attributes.</summary>
    public IEnumerable<string> DisableOnAttributes { get; set; }

    /// <summary>Not these words.</summary>
    public IEnumerable<string> DisableOnWords { get; set; }

    /// <summary>From which length on.</summary>
    public TypoSize MinWordSizeForTypos { get; set; }

    /// <summary>Not numbers.</summary>
    public bool? DisableOnNumbers { get; set; }

    /// <summary>Lengths in characters.</summary>
#pragma warning disable CA1034 // nested officially
    public class TypoSize
#pragma warning restore CA1034
    {
        /// <summary>For one typo.</summary>
        public int? OneTypo { get; set; }

        /// <summary>For two.</summary>
        public int? TwoTypos { get; set; }
    }
}

/// <summary>How facets are counted.</summary>
public class Faceting
{
    /// <summary>At most so many values of each.</summary>
    public int MaxValuesPerFacet { get; set; }

    /// <summary>By attribute, or "*" for the others.</summary>
    public Dictionary<string, SortFacetValuesByType> SortFacetValuesBy { get; set; }
}

/// <summary>How facet values are sorted.</summary>
[JsonConverter(typeof(SortFacetValuesConverter))]
public enum SortFacetValuesByType
{
    /// <summary>By name.</summary>
    Alpha,

    /// <summary>By count, the greatest first.</summary>
    Count,
}

/// <summary>How far results go.</summary>
public class Pagination
{
    /// <summary>No result beyond this one can be reached.</summary>
    public int MaxTotalHits { get; set; }
}

internal sealed class SortFacetValuesConverter()
    : JsonStringEnumConverter<SortFacetValuesByType>(JsonNamingPolicy.CamelCase);

namespace MovieAspire.Recommendations.Input;

/// <summary>What two movies can have in common.</summary>
public enum FeatureKind
{
    Collection,
    Director,
    Cast,

    /// <summary>Writers, composers and directors of photography.</summary>
    Crew,
    Keyword,
    Genre,

    /// <summary>A word of the overview.</summary>
    Story,
}

/// <summary>Something that movies can have in common.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">TMDB id; 0 for a word.</param>
/// <param name="Word">The word itself; empty for everything else.</param>
public readonly record struct Feature(FeatureKind Kind, int Id, string Word = "") : IComparable<Feature>
{
    /// <summary>By kind, so that the features of a kind stand together.</summary>
    public int CompareTo(Feature other) =>
        (Kind, Id).CompareTo((other.Kind, other.Id)) is var order and not 0 ? order : string.CompareOrdinal(Word, other.Word);

    public static bool operator <(Feature a, Feature b) => a.CompareTo(b) < 0;

    public static bool operator <=(Feature a, Feature b) => a.CompareTo(b) <= 0;

    public static bool operator >(Feature a, Feature b) => a.CompareTo(b) > 0;

    public static bool operator >=(Feature a, Feature b) => a.CompareTo(b) >= 0;
}

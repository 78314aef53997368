namespace MovieAspire.Recommendations.Input;

/// <summary>What two movies can have in common. The numbers are part of the input's fingerprint.</summary>
public enum FeatureKind
{
    Collection = 0,
    Director = 1,
    Cast = 2,
    Crew = 3,
    Keyword = 4,
    Genre = 5,

    /// <summary>A word of the overview.</summary>
    Story = 6,
}

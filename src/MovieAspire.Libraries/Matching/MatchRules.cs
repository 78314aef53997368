namespace MovieAspire.Libraries.Matching;

/// <summary>
/// The rules' numbers. A candidate's score is the weighted mean of its evidence, 0 to 1; all thresholds are inclusive. Whoever
/// changes one raises <see cref="Version"/>, which every decision keeps.
/// </summary>
public static class MatchRules
{
    public const int Version = 3;

    public const double TitleWeight = 6;
    public const double YearWeight = 4;

    /// <summary>The least score of each level.</summary>
    public const double Strong = 0.95;

    /// <inheritdoc cref="Strong"/>
    public const double Medium = 0.8;

    /// <inheritdoc cref="Strong"/>
    public const double Low = 0.5;

    /// <summary>Candidates closer than this to the best one are as good as it.</summary>
    public const double LeastGap = 0.05;

    /// <summary>Of equally good candidates, one with so many times the votes of each other is taken.</summary>
    public const int OverwhelmingVotes = 20;

    /// <summary>
    /// A movie of the year after, which few people know, is likelier to be a namesake than the film under the year of its festival: it
    /// needs as many votes, and the very title.
    /// </summary>
    public const int LeastVotesOfNextYear = 100;

    /// <summary>The shorter title has at least this share of the longer one's letters, or they are different titles.</summary>
    public const double LeastLengthRatio = 0.75;

    /// <summary>Titles less alike are different titles.</summary>
    public const double LeastLikeness = 0.75;

    /// <summary>What equal titles are worth by how they are equal.</summary>
    internal const double Exact = 1;
    internal const double WithoutArticles = 0.9;
    internal const double Alternative = 0.88;
    internal const double Alike = 0.85;

    /// <summary>What years are worth by how they agree.</summary>
    internal const double SameYear = 1;
    internal const double PremiereYear = 0.96;
    internal const double NextYear = 0.7;
    internal const double YearAfter = 0.3;
    internal const double UnknownYear = 0.5;
}

/// <summary>How sure a match is.</summary>
public enum MatchLevel
{
    None,
    Low,
    Medium,
    Strong,
}

/// <summary>What became of a film.</summary>
public enum MatchState
{
    Unmatched,

    /// <summary>A person should decide.</summary>
    Review,
    Matched,

    /// <summary>It is a series, which is no movie.</summary>
    Series,
}

namespace MovieAspire.Libraries.Matching;

/// <summary>A film as Letterboxd names it.</summary>
/// <param name="Name">Its title there.</param>
/// <param name="Year">Of the first release; null where Letterboxd has none.</param>
public readonly record struct FilmTitle(string Name, int? Year)
{
    public override string ToString() => Year is { } year ? FormattableString.Invariant($"{Name} ({year})") : Name;
}

/// <summary>A movie, or a series, that a film may be.</summary>
/// <param name="Id">TMDB id.</param>
/// <param name="Title">In the language of the catalog.</param>
/// <param name="OriginalTitle">In its own.</param>
/// <param name="ReleaseDate">The primary release.</param>
/// <param name="PremiereYear">Of the earliest showing, festivals included.</param>
/// <param name="Votes">Number of TMDB votes.</param>
public sealed record MovieCandidate(
    int Id, string Title, string OriginalTitle, DateOnly? ReleaseDate, int? PremiereYear, int Votes)
{
    /// <summary>Titles in other countries and languages, folded or not.</summary>
    public IReadOnlyList<string> AlternativeTitles { get; init; } = [];

    public double Popularity { get; init; }

    public string? PosterPath { get; init; }

    /// <summary>Where it was found.</summary>
    public CandidateSource Source { get; init; }

    public bool IsSeries { get; init; }

    /// <summary>Whether nothing but its title is known yet.</summary>
    public bool IsTitleOnly { get; init; }
}

/// <summary>Where a candidate was found.</summary>
public enum CandidateSource
{
    Catalog,

    /// <summary>The first page of TMDB's search.</summary>
    Search,

    /// <summary>A further page.</summary>
    SearchPage2,
}

/// <summary>A piece of evidence: the score is the sum of value times weight by the sum of weights.</summary>
/// <param name="Name">"title" or "year".</param>
/// <param name="Value">0 to 1.</param>
/// <param name="Weight">How much it counts.</param>
/// <param name="Detail">Both values side by side.</param>
public sealed record Evidence(string Name, double Value, double Weight, string Detail);

/// <summary>Why a candidate was not taken.</summary>
/// <param name="Code">For programs: year-differs, year-unknown, title-differs, length-differs, ambiguous, fewer-votes, worse, series.</param>
/// <param name="Message">One sentence.</param>
public sealed record Refusal(string Code, string Message);

/// <summary>A candidate and what speaks for and against it.</summary>
public sealed record ScoredCandidate(
    MovieCandidate Movie, double Score, MatchLevel Level, string Method, IReadOnlyList<Evidence> Evidence, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>Whether the film's year is that of its release or its premiere.</summary>
    public bool IsYearEqual { get; init; }
}

/// <summary>What became of a film, and why; everything that is shown about it comes from here.</summary>
/// <param name="State">Matched, to be reviewed, unmatched, or a series.</param>
/// <param name="Level">Of the best candidate.</param>
/// <param name="Best">The one that was taken; null unless matched or a series.</param>
/// <param name="Score">Of the best candidate.</param>
/// <param name="Gap">To the next one.</param>
/// <param name="Message">For people.</param>
/// <param name="Candidates">The best first.</param>
public sealed record MatchDecision(
    MatchState State, MatchLevel Level, MovieCandidate? Best, string Method, double Score, double Gap, string Message,
    IReadOnlyList<ScoredCandidate> Candidates)
{
    /// <summary>Whether asking another source for candidates could not change it: title and year agree, or two movies agree equally.</summary>
    public bool IsConclusive { get; init; }
}

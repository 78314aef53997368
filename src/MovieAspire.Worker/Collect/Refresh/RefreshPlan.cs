namespace MovieAspire.Worker.Collect.Refresh;

/// <summary>Why a provider is asked about a movie now, or is not.</summary>
internal enum RefreshReason
{
    /// <summary>Not due: refreshed within its interval.</summary>
    Fresh,

    /// <summary>Not due: frozen.</summary>
    Frozen,

    /// <summary>Not possible: OMDb is asked by IMDb id.</summary>
    NoImdbId,

    /// <summary>Due: this provider was never asked.</summary>
    NeverFetched,

    /// <summary>Due: the interval of its age class has passed.</summary>
    IntervalPassed,

    /// <summary>Due although frozen: the longest time without a refresh has passed.</summary>
    Thawed,
}

/// <summary>What one movie needs now.</summary>
/// <param name="Tmdb">Why TMDB is asked, or is not.</param>
/// <param name="Omdb">Why OMDb is asked, or is not.</param>
internal readonly record struct RefreshPlan(RefreshReason Tmdb, RefreshReason Omdb)
{
    public bool NeedsTmdb => Tmdb >= RefreshReason.NeverFetched;

    public bool NeedsOmdb => Omdb >= RefreshReason.NeverFetched;
}

/// <summary>What the policy looks at.</summary>
internal sealed record RefreshState(
    DateOnly? ReleaseDate,
    string? ImdbId,
    DateTimeOffset? LastTmdbUpdate,
    DateTimeOffset? LastOmdbUpdate,
    bool Frozen);

namespace MovieAspire.ProviderEmulator.Movies;

internal enum MovieOrder
{
    Popularity,
    ReleaseDate,
    VoteCount,
    VoteAverage,
    Revenue,
}

/// <summary>Conditions of /discover/movie; null leaves one out. Days are day numbers.</summary>
internal sealed record MovieQuery(
    MovieOrder Order = MovieOrder.Popularity, bool Ascending = false, int? FirstDay = null, int? LastDay = null,
    int? MinVotes = null, double? MinAverage = null, uint AllGenres = 0, uint AnyGenre = 0, ushort? Language = null,
    bool IncludeAdult = false, bool IncludeVideo = false)
{
    public bool Matches(in MovieFacts facts) =>
        (FirstDay is null || facts.ReleaseDay >= FirstDay)
        && (LastDay is null || (facts.ReleaseDay > 0 && facts.ReleaseDay <= LastDay))
        && (MinVotes is null || facts.VoteCount >= MinVotes)
        && (MinAverage is null || facts.VoteAverage >= (float)MinAverage.Value)
        && (facts.Genres & AllGenres) == AllGenres
        && (AnyGenre == 0 || (facts.Genres & AnyGenre) != 0)
        && (Language is null || facts.Language == Language)
        && (IncludeAdult || !facts.Adult)
        && (IncludeVideo || !facts.Video);
}

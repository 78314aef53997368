namespace MovieAspire.Gateway.Analytics;

/// <summary>How many movies have which data.</summary>
/// <param name="Total">Movies, without those that TMDB removed.</param>
/// <param name="HasDetails">Ones whose details were read.</param>
/// <param name="HasCast">Ones with an actor.</param>
/// <param name="HasCrew">Ones with a crew member.</param>
/// <param name="HasKeywords">Ones with a keyword.</param>
/// <param name="HasTrailer">Ones with a trailer.</param>
/// <param name="HasOmdb">Ones with OMDb's data.</param>
/// <param name="HasImdbId">Ones with an IMDb id.</param>
/// <param name="HasBudget">Ones with a known budget.</param>
/// <param name="HasRevenue">Ones with a known revenue.</param>
/// <param name="HasRuntime">Ones with a known runtime.</param>
/// <param name="HasSimilar">Ones that TMDB knows similar movies of.</param>
/// <param name="Removed">Movies that TMDB removed; not part of the total.</param>
/// <param name="ComputedAt">When this was counted; UTC.</param>
public sealed record Coverage(
    long Total, long HasDetails, long HasCast, long HasCrew, long HasKeywords, long HasTrailer, long HasOmdb,
    long HasImdbId, long HasBudget, long HasRevenue, long HasRuntime, long HasSimilar, long Removed,
    DateTime? ComputedAt);

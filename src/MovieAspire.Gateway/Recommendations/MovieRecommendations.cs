namespace MovieAspire.Gateway.Recommendations;

/// <summary>What to watch after a movie.</summary>
/// <param name="MovieId">TMDB's id of the movie.</param>
/// <param name="Recommendations">Best first; at most 20 are computed.</param>
/// <param name="RunId">The run that computed them; null while the movie has none.</param>
/// <param name="ComputedAt">When it did.</param>
/// <param name="Note">Why there are none; null when there are some.</param>
public sealed record MovieRecommendations(
    int MovieId, IReadOnlyList<RecommendedMovie> Recommendations, Guid? RunId, DateTime? ComputedAt, string? Note);

/// <summary>A recommended movie.</summary>
/// <param name="Id">TMDB's id.</param>
/// <param name="Title">The English title.</param>
/// <param name="ReleaseDate">The first release.</param>
/// <param name="Popularity">TMDB's popularity figure; it has no upper bound.</param>
/// <param name="VoteAverage">Mean of the TMDB votes, 0 to 10; 0 without votes.</param>
/// <param name="VoteCount">Number of TMDB votes.</param>
/// <param name="PosterPath">Path of the poster on TMDB's image server.</param>
/// <param name="Score">Comparable within this list only. For variety a movie may stand before one with a higher score.</param>
/// <param name="Reasons">The strongest first.</param>
public sealed record RecommendedMovie(
    int Id, string Title, DateOnly? ReleaseDate, double Popularity, double VoteAverage, int VoteCount, string? PosterPath,
    double Score, IReadOnlyList<RecommendationReason> Reasons);

/// <summary>Why a movie is recommended.</summary>
/// <param name="Kind">
/// collection, director, cast, crew, keywords, genres, story (words of the overviews), liked_together (by the same
/// people) or similar_list (TMDB lists it as similar).
/// </param>
/// <param name="Names">What both movies share; empty for liked_together and similar_list.</param>
public sealed record RecommendationReason(string Kind, IReadOnlyList<string> Names);

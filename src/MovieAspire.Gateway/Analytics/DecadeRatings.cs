namespace MovieAspire.Gateway.Analytics;

/// <summary>How the movies of one decade are rated.</summary>
/// <param name="Decade">Its first year, for example 1990.</param>
/// <param name="AvgRating">Mean TMDB vote average of the movies with votes, 0 to 10; 0 when none has.</param>
/// <param name="MovieCount">Movies first released in it.</param>
public sealed record DecadeRatings(int Decade, double AvgRating, long MovieCount);

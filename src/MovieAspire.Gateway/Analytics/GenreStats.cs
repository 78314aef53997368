namespace MovieAspire.Gateway.Analytics;

/// <summary>One genre's numbers on one day.</summary>
/// <param name="Id">TMDB's id of the genre.</param>
/// <param name="Name">The English name.</param>
/// <param name="MovieCount">Movies of the genre in the catalog.</param>
/// <param name="AvgRating">Mean TMDB vote average of the movies with votes, 0 to 10.</param>
/// <param name="AvgPopularity">Mean of TMDB's popularity figure.</param>
/// <param name="TotalRevenue">US dollars, over the movies whose revenue is known.</param>
public sealed record GenreStats(
    int Id, string Name, long MovieCount, double AvgRating, double AvgPopularity, long TotalRevenue);

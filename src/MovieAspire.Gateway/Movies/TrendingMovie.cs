namespace MovieAspire.Gateway.Movies;

/// <summary>A movie's place among those that trend on one day.</summary>
/// <param name="Id">TMDB's id.</param>
/// <param name="Title">The English title.</param>
/// <param name="ReleaseDate">The first release.</param>
/// <param name="PosterPath">Path of the poster on TMDB's image server.</param>
/// <param name="Popularity">TMDB's popularity figure on that day.</param>
/// <param name="VoteAverage">Mean of the TMDB votes on that day, 0 to 10.</param>
/// <param name="VoteCount">Number of TMDB votes on that day.</param>
/// <param name="TrendingScore">0.4 * popularity + 0.3 * 20 * vote average + 0.3 * 10 * ln(votes + 1), by default.</param>
/// <param name="Rank">1 first.</param>
/// <param name="Momentum">The score minus that of seven days before; null when the movie was not ranked then.</param>
/// <param name="ComputedOn">The day, UTC.</param>
public sealed record TrendingMovie(
    int Id, string Title, DateOnly? ReleaseDate, string? PosterPath, double Popularity, double VoteAverage, int VoteCount,
    double TrendingScore, int Rank, double? Momentum, DateOnly ComputedOn);

namespace MovieAspire.Libraries.Insight;

/// <summary>What one library says of a movie.</summary>
/// <param name="Rating">0.5 to 5.</param>
public readonly record struct LibrarySide(double? Rating, bool IsSeen, bool IsWatchlisted, bool IsLiked);

/// <summary>A movie of either of two libraries.</summary>
public sealed record SharedMovie(int Id, string Title, int? Year, string? PosterPath, LibrarySide First, LibrarySide Second);

/// <summary>How far two libraries agree.</summary>
/// <param name="Overlap">0 to 1: what both have seen, of what either has.</param>
/// <param name="Percent">100 less 25 for each star that the ratings differ by on average, 0 at least; null below <see cref="LeastRated"/> films.</param>
/// <param name="Correlation">Pearson's, of the ratings; null as well where one of them never varies.</param>
/// <param name="Difference">Mean of the first's rating less the second's.</param>
public sealed record Agreement(
    int BothSeen, int BothRated, int OnlyFirst, int OnlySecond, double Overlap, double? Percent, double? Correlation, double? Difference,
    IReadOnlyList<SharedMovie> Favourites, IReadOnlyList<SharedMovie> Disagreements, IReadOnlyList<SharedMovie> FromFirst,
    IReadOnlyList<SharedMovie> FromSecond, IReadOnlyList<SharedMovie> ToWatchTogether)
{
    public const int LeastRated = 3;

    private const int Listed = 10;
    private const double PointsAStar = 25;
    private const double Favourite = 4;
    private const double LeastDisagreement = 1.5;

    public static Agreement Of(IReadOnlyCollection<SharedMovie> movies)
    {
        var both = movies.Where(movie => movie.First.IsSeen && movie.Second.IsSeen).ToList();
        var rated = both.Where(movie => movie.First.Rating is not null && movie.Second.Rating is not null).ToList();
        var (onlyFirst, onlySecond) = (movies.Count(movie => movie.First.IsSeen), movies.Count(movie => movie.Second.IsSeen));
        var either = onlyFirst + onlySecond - both.Count;
        var enough = rated.Count >= LeastRated;
        return new(
            both.Count, rated.Count, onlyFirst - both.Count, onlySecond - both.Count,
            either == 0 ? 0 : Math.Round((double)both.Count / either, 4),
            enough ? Math.Round(Math.Max(0, 100 - (PointsAStar * rated.Average(movie => Math.Abs(Difference(movie))))), 1) : null,
            enough ? Averages.Correlation(rated.Select(movie => (movie.First.Rating!.Value, movie.Second.Rating!.Value)).ToList()) : null,
            enough ? Math.Round(rated.Average(Difference), 2) : null,
            First(rated.Where(movie => movie.First.Rating >= Favourite && movie.Second.Rating >= Favourite), movie => movie.First.Rating + movie.Second.Rating),
            First(rated.Where(movie => Math.Abs(Difference(movie)) >= LeastDisagreement), movie => Math.Abs(Difference(movie))),
            First(movies.Where(movie => IsLiked(movie.First) && !movie.Second.IsSeen), movie => movie.First.Rating ?? Favourite),
            First(movies.Where(movie => IsLiked(movie.Second) && !movie.First.IsSeen), movie => movie.Second.Rating ?? Favourite),
            First(movies.Where(movie => IsWanted(movie.First) && IsWanted(movie.Second)), movie => movie.Year));

        static double Difference(SharedMovie movie) => movie.First.Rating!.Value - movie.Second.Rating!.Value;

        static bool IsLiked(LibrarySide side) => side.IsSeen && (side.Rating >= Favourite || (side.Rating is null && side.IsLiked));

        static bool IsWanted(LibrarySide side) => side.IsWatchlisted && !side.IsSeen;

        static IReadOnlyList<SharedMovie> First(IEnumerable<SharedMovie> movies, Func<SharedMovie, double?> by) =>
            [.. movies.OrderByDescending(by).ThenBy(movie => movie.Title, StringComparer.Ordinal).ThenBy(movie => movie.Id).Take(Listed)];
    }
}

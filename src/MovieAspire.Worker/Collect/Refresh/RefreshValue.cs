using MovieAspire.Data;

namespace MovieAspire.Worker.Collect.Refresh;

/// <summary>
/// What an OMDb request for a movie is worth, 0 to 1; OMDb's budget goes to the highest first (recent and popular):
/// <code>value = popularity / (popularity + 10) * 365 / (365 + days)</code>
/// Popularity saturates, because TMDB's scores run from 0 to a few thousand with most movies below 10. Days are the
/// distance to the release in either direction: OMDb knows little about a movie that comes out in two years. A movie
/// without a date counts as ten years away. Only exact arithmetic, so that <see cref="RefreshQueue"/>'s SQL computes the
/// very same number.
/// </summary>
internal static class RefreshValue
{
    public const int DaysWithoutDate = 3650;

    public static double Of(double popularity, DateOnly? releaseDate, DateOnly today)
    {
        var days = Math.Abs(AgeClasses.AgeInDays(releaseDate, today) ?? DaysWithoutDate);
        popularity = Math.Max(popularity, 0);
        return popularity / (popularity + 10) * (365.0 / (365 + days));
    }
}

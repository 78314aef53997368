namespace MovieAspire.Analytics.Freshness;

/// <summary>
/// The refresh policy's classes by whole UTC days since the release; each upper bound is inclusive, and a movie that is
/// not out yet or has no date is recent.
/// </summary>
internal static class AgeClasses
{
    internal const int RecentDays = 60;
    internal const int EstablishedDays = 180;
    internal const int MatureDays = 365;

    /// <summary>Youngest first; the SQL numbers them from 1.</summary>
    internal static readonly string[] Names = ["recent", "established", "mature", "archived"];
}

namespace MovieAspire.Data.Refresh;

/// <summary>How old a movie is, which decides how often it is refreshed (providers.md, "Refresh policy").</summary>
public enum AgeClass
{
    /// <summary>Out for at most 60 days, not out yet, or without a known date.</summary>
    Recent,

    /// <summary>Out for more than 60 and at most 180 days.</summary>
    Established,

    /// <summary>Out for more than 180 and at most 365 days.</summary>
    Mature,

    /// <summary>Out for more than 365 days.</summary>
    Archived,
}

/// <summary>
/// The boundaries between the classes, in whole UTC days since the release. The table says "over 365" for archived, so
/// day 365 is still mature; the other upper bounds are inclusive likewise.
/// </summary>
public static class AgeClasses
{
    /// <summary>The last day of <see cref="AgeClass.Recent"/>.</summary>
    public const int RecentDays = 60;

    /// <summary>The last day of <see cref="AgeClass.Established"/>.</summary>
    public const int EstablishedDays = 180;

    /// <summary>The last day of <see cref="AgeClass.Mature"/>.</summary>
    public const int MatureDays = 365;

    /// <summary>Youngest first.</summary>
    public static readonly IReadOnlyList<string> Names = ["recent", "established", "mature", "archived"];

    /// <summary>SQL for the class of a row of catalog.movies on the day @today: 1 for recent to 4 for archived.</summary>
    public static readonly string NumberSql = FormattableString.Invariant($"""
        CASE WHEN @today - release_date > {MatureDays} THEN 4
             WHEN @today - release_date > {EstablishedDays} THEN 3
             WHEN @today - release_date > {RecentDays} THEN 2
             ELSE 1 END
        """);

    /// <summary>The class of a movie on a day.</summary>
    public static AgeClass Of(DateOnly? releaseDate, DateOnly today) => AgeInDays(releaseDate, today) switch
    {
        null or <= RecentDays => AgeClass.Recent,
        <= EstablishedDays => AgeClass.Established,
        <= MatureDays => AgeClass.Mature,
        _ => AgeClass.Archived,
    };

    /// <summary>Negative before the release; null without a known date.</summary>
    public static int? AgeInDays(DateOnly? releaseDate, DateOnly today) => today.DayNumber - releaseDate?.DayNumber;
}

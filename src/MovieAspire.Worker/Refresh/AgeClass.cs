namespace MovieAspire.Worker.Refresh;

/// <summary>How old a movie is, which decides how often it is refreshed (providers.md, "Refresh policy").</summary>
internal enum AgeClass
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
internal static class AgeClasses
{
    public const int RecentDays = 60;
    public const int EstablishedDays = 180;
    public const int MatureDays = 365;

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

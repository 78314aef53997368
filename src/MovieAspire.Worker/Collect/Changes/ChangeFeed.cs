namespace MovieAspire.Worker.Collect.Changes;

/// <summary>
/// Which parts of TMDB's change feed to read (providers.md, "Changes"). The feed is asked by UTC dates, not times, so a
/// movie that changed today is named again by every read of today. To fetch it at most twice for that,
/// <see cref="ChangeCall.FetchedSince"/> tells days that are over from the one that is still open.
/// </summary>
internal static class ChangeFeed
{
    /// <summary>Read again before the cursor: the feed lags a little behind the changes.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(15);

    /// <summary>The longest gap that the feed closes.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromDays(14);

    // TMDB refuses more than 14 days. Whether end_date itself is included is undocumented, so a call for 13 days asks
    // for one more, which serves both readings.
    private const int DaysPerCall = 13;

    /// <summary>
    /// The calls from the saved cursor to now, oldest first. Without a cursor, and after a gap over 14 days, the last 14
    /// days are read and the rest is closed by comparing the id export.
    /// </summary>
    public static ChangePlan Plan(DateTimeOffset? cursor, DateTimeOffset now)
    {
        // A cursor in the future comes from a clock that was wrong: nobody knows since when the feed is unread.
        var from = cursor <= now ? cursor.Value - Overlap : DateTimeOffset.MinValue;
        var tooLong = now - from > LongestGap;
        if (tooLong)
            from = now - LongestGap;

        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var calls = new List<ChangeCall>();
        for (var day = DateOnly.FromDateTime(from.UtcDateTime); day < today; day = day.AddDays(DaysPerCall))
            calls.Add(new(day, Earlier(day.AddDays(DaysPerCall - 1), today.AddDays(-1)), IsOpen: false));
        calls.Add(new(today, today, IsOpen: true));
        return new(calls, tooLong, now);
    }

    private static DateOnly Earlier(DateOnly first, DateOnly second) => first < second ? first : second;
}

/// <summary>What a run of the changes job reads.</summary>
/// <param name="Calls">The calls, oldest first; each may have many pages.</param>
/// <param name="ExportComparisonNeeded">The feed does not reach back far enough: compare the id export too.</param>
/// <param name="NextCursor">To be saved once every call is done.</param>
internal sealed record ChangePlan(
    IReadOnlyList<ChangeCall> Calls, bool ExportComparisonNeeded, DateTimeOffset NextCursor);

/// <summary>One call of the change feed.</summary>
/// <param name="From">First UTC day, and start_date.</param>
/// <param name="To">Last UTC day.</param>
/// <param name="IsOpen">Whether the day is not over: it will be read again after midnight.</param>
internal readonly record struct ChangeCall(DateOnly From, DateOnly To, bool IsOpen)
{
    /// <summary>end_date; the day after, because TMDB may or may not include it.</summary>
    public DateOnly EndDate => To.AddDays(1);

    /// <summary>
    /// A movie that this call names must be fetched unless it was since then. Days that are over: their end. The open day:
    /// its start; a later change is seen after midnight. Movies without details are the enrich job's.
    /// </summary>
    public DateTimeOffset FetchedSince => Midnight(IsOpen ? To : EndDate);

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}

namespace MovieAspire.Worker.Collect.Changes;

/// <summary>One call of the change feed.</summary>
/// <param name="From">First UTC day, and start_date.</param>
/// <param name="To">Last UTC day.</param>
/// <param name="IsOpen">Whether the day is not over: it will be read again after midnight.</param>
internal readonly record struct ChangeCall(DateOnly From, DateOnly To, bool IsOpen)
{
    /// <summary>end_date; the day after, because TMDB may or may not include it.</summary>
    public DateOnly EndDate => To.AddDays(1);

    /// <summary>
    /// Whether a movie that this call names must be fetched, given when that last happened. Days that are over: unless it
    /// was fetched after their end. The open day: unless it was fetched today; a later change is seen after midnight.
    /// Movies without details are the enrich job's.
    /// </summary>
    public bool NeedsFetch(DateTimeOffset? lastTmdbUpdate) =>
        lastTmdbUpdate is { } last && last < FetchedSince;

    /// <summary>A movie last fetched before this must be fetched again; for the same rule in SQL.</summary>
    public DateTimeOffset FetchedSince => Midnight(IsOpen ? To : EndDate);

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}

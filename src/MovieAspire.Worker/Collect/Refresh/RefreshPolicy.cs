using MovieAspire.Data;

namespace MovieAspire.Worker.Collect.Refresh;

/// <summary>
/// Decides whether a movie is due, for each provider on its own (providers.md, "Refresh policy"). The queue's SQL
/// (<see cref="RefreshQueue"/>) says the same about many movies at once.
/// </summary>
internal sealed class RefreshPolicy(RefreshOptions options)
{
    public RefreshPlan Plan(RefreshState movie, DateTimeOffset now, bool includeFrozen = false)
    {
        var age = AgeClasses.Of(movie.ReleaseDate, DateOnly.FromDateTime(now.UtcDateTime));
        var skipFrozen = movie.Frozen && !includeFrozen;
        return new(
            Reason(movie.LastTmdbUpdate, options.Tmdb.For(age), skipFrozen, now),
            string.IsNullOrEmpty(movie.ImdbId)
                ? RefreshReason.NoImdbId
                : Reason(movie.LastOmdbUpdate, options.Omdb.For(age), skipFrozen, now));
    }

    // Freezing saves repeated requests; a provider that was never asked is asked once all the same.
    private static RefreshReason Reason(DateTimeOffset? last, TimeSpan interval, bool skipFrozen, DateTimeOffset now)
    {
        if (last is null) return RefreshReason.NeverFetched;
        var due = now - last >= Wait(interval, skipFrozen);
        return (due, skipFrozen) switch
        {
            (true, true) => RefreshReason.Thawed,
            (true, false) => RefreshReason.IntervalPassed,
            (false, true) => RefreshReason.Frozen,
            (false, false) => RefreshReason.Fresh,
        };
    }

    private static TimeSpan Wait(TimeSpan interval, bool skipFrozen) =>
        skipFrozen && interval < RefreshOptions.LongestWithoutRefresh ? RefreshOptions.LongestWithoutRefresh : interval;
}

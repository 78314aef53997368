using MovieAspire.Data.Refresh;

namespace MovieAspire.Worker.Tests.Collect.Refresh;

/// <summary>Why a provider is asked about a movie now, or is not.</summary>
internal enum RefreshReason
{
    Fresh,
    Frozen,
    NoImdbId,
    NeverFetched,
    IntervalPassed,

    /// <summary>Due although frozen: the longest time without a refresh has passed.</summary>
    Thawed,
}

internal readonly record struct RefreshPlan(RefreshReason Tmdb, RefreshReason Omdb)
{
    public bool NeedsTmdb => Tmdb >= RefreshReason.NeverFetched;

    public bool NeedsOmdb => Omdb >= RefreshReason.NeverFetched;
}

internal sealed record RefreshState(
    DateOnly? ReleaseDate,
    string? ImdbId,
    DateTimeOffset? LastTmdbUpdate,
    DateTimeOffset? LastOmdbUpdate,
    bool Frozen);

/// <summary>The refresh policy (providers.md) a movie at a time: the oracle of the queues, which say it in SQL.</summary>
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

    /// <summary>What an OMDb request for a movie is worth, 0 to 1. Exact arithmetic only, so that SQL computes the same number.</summary>
    public static double ValueAtOmdb(double popularity, DateOnly? releaseDate, DateOnly today)
    {
        var days = Math.Abs(AgeClasses.AgeInDays(releaseDate, today) ?? 3650);
        popularity = Math.Max(popularity, 0);
        return popularity / (popularity + 10) * (365.0 / (365 + days));
    }

    // Freezing saves repeated requests; a provider that was never asked is asked once all the same.
    private static RefreshReason Reason(DateTimeOffset? last, TimeSpan interval, bool skipFrozen, DateTimeOffset now)
    {
        if (last is null)
            return RefreshReason.NeverFetched;
        var wait = skipFrozen && interval < RefreshOptions.LongestWithoutRefresh ? RefreshOptions.LongestWithoutRefresh : interval;
        return (now - last >= wait, skipFrozen) switch
        {
            (true, true) => RefreshReason.Thawed,
            (true, false) => RefreshReason.IntervalPassed,
            (false, true) => RefreshReason.Frozen,
            (false, false) => RefreshReason.Fresh,
        };
    }
}

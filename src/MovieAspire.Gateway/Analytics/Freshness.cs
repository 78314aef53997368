using System.Text.Json.Serialization;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Analytics.V1;

namespace MovieAspire.Gateway.Analytics;

/// <summary>How old the catalog's data is.</summary>
/// <param name="AgeClasses">The movies by the age classes of the refresh policy, youngest first.</param>
/// <param name="Total">Movies, without those that TMDB removed.</param>
/// <param name="Frozen">Old movies that did not change in three refreshes and are left alone for half a year.</param>
/// <param name="NeverEnriched">Movies without details so far.</param>
/// <param name="NeverEnrichedOmdb">Movies with an IMDb id that OMDb was never asked for.</param>
/// <param name="Stale">Movies that are due for a refresh from TMDB: the sum over the age classes.</param>
/// <param name="StaleOmdb">Movies that are due for a refresh from OMDb: the sum over the age classes.</param>
/// <param name="Stale30Days">Not refreshed for more than 30 days.</param>
/// <param name="Stale180Days">Not refreshed for more than 180 days, which TMDB's terms forbid.</param>
/// <param name="RefreshCoverage">Share of the movies that are within their interval, 0 to 1.</param>
/// <param name="UpdatedToday">Movies written since midnight UTC.</param>
/// <param name="Changes">The last twelve movies that changed, the newest first: facts and ratings by critics, not the numbers that move every day.</param>
/// <param name="ComputedAt">When this was counted; UTC.</param>
public sealed record Freshness(
    IReadOnlyList<AgeClassFreshness> AgeClasses, long Total, long Frozen, long NeverEnriched, long NeverEnrichedOmdb,
    long Stale, long StaleOmdb,
    [property: JsonPropertyName("stale_30_days")] long Stale30Days,
    [property: JsonPropertyName("stale_180_days")] long Stale180Days,
    double RefreshCoverage, long UpdatedToday, IReadOnlyList<ChangedMovie> Changes,
    DateTime? ComputedAt)
{
    internal static Freshness Example { get; } = new(
        [new("recent", 120, 4, 9, 0, 2, 5, 5)], 17_929, 310, 44, 1_200, 61, 90, 12, 0, 0.97, 320,
        [new(27205, "Inception", "2010-07-15", new DateTime(2026, 3, 10, 11, 58, 0, DateTimeKind.Utc), "facts")],
        new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc));

    internal static Freshness From(Proto.GetFreshnessResponse response) => new(
        [.. response.AgeClasses.Select(AgeClassFreshness.From)],
        response.Total,
        response.Frozen,
        response.NeverEnriched,
        response.NeverEnrichedOmdb,
        response.AgeClasses.Sum(age => age.StaleTmdb),
        response.AgeClasses.Sum(age => age.StaleOmdb),
        response.Stale30Days,
        response.Stale180Days,
        response.RefreshCoverage,
        response.UpdatedToday,
        [.. response.Changes.Select(ChangedMovie.From)],
        response.ComputedAt.ToUtc());
}

/// <summary>The movies of one age class.</summary>
/// <param name="AgeClass">recent, established, mature or archived.</param>
/// <param name="Movies">Movies in it.</param>
/// <param name="StaleTmdb">Refreshed from TMDB longer ago than the interval of the class; frozen ones, than 180 days.</param>
/// <param name="StaleOmdb">The same for OMDb.</param>
/// <param name="Frozen">Frozen ones.</param>
/// <param name="NeverEnriched">Ones without details so far.</param>
/// <param name="TmdbIntervalDays">Days between two refreshes from TMDB.</param>
/// <param name="OmdbIntervalDays">Days between two refreshes from OMDb.</param>
public sealed record AgeClassFreshness(
    string AgeClass, long Movies, long StaleTmdb, long StaleOmdb, long Frozen, long NeverEnriched,
    double TmdbIntervalDays, double OmdbIntervalDays)
{
    internal static AgeClassFreshness From(Proto.AgeClassFreshness age) => new(
        age.AgeClass, age.Movies, age.StaleTmdb, age.StaleOmdb, age.Frozen, age.NeverEnriched, age.TmdbIntervalDays,
        age.OmdbIntervalDays);
}

/// <summary>A movie that changed.</summary>
/// <param name="Id">TMDB's id.</param>
/// <param name="Title">English title.</param>
/// <param name="ReleaseDate">YYYY-MM-DD.</param>
/// <param name="ChangedAt">When this was noticed; UTC.</param>
/// <param name="Kind">new to the catalog, facts at TMDB, or ratings at OMDb.</param>
public sealed record ChangedMovie(int Id, string Title, string? ReleaseDate, DateTime? ChangedAt, string Kind)
{
    internal static ChangedMovie From(Proto.ChangedMovie movie) =>
        new(movie.Id, movie.Title, movie.ReleaseDate.OrNull(), movie.ChangedAt.ToUtc(), movie.Kind);
}

internal static class FreshnessEndpoint
{
    internal static void MapFreshness(this RouteGroupBuilder analytics) => analytics.MapGet("/freshness", GetAsync)
        .WithName("GetFreshness").WithSummary("How old the catalog's data is, by age class of the refresh policy");

    private static async Task<JsonWithETag<Freshness>> GetAsync(
        Proto.Analytics.AnalyticsClient analytics, CancellationToken cancellationToken) =>
        new(Freshness.From(await analytics.GetFreshnessAsync(new(), cancellationToken: cancellationToken)));
}

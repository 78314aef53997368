using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Analytics.V1;

namespace MovieAspire.Gateway.Analytics;

/// <summary>How many movies have which data.</summary>
/// <param name="Total">Movies, without those that TMDB removed.</param>
/// <param name="HasDetails">Ones whose details were read.</param>
/// <param name="HasCast">Ones with an actor.</param>
/// <param name="HasCrew">Ones with a crew member.</param>
/// <param name="HasKeywords">Ones with a keyword.</param>
/// <param name="HasTrailer">Ones with a trailer.</param>
/// <param name="HasOmdb">Ones with OMDb's data.</param>
/// <param name="HasImdbId">Ones with an IMDb id.</param>
/// <param name="HasBudget">Ones with a known budget.</param>
/// <param name="HasRevenue">Ones with a known revenue.</param>
/// <param name="HasRuntime">Ones with a known runtime.</param>
/// <param name="HasSimilar">Ones that TMDB knows similar movies of.</param>
/// <param name="Removed">Movies that TMDB removed; not part of the total.</param>
/// <param name="ComputedAt">When this was counted; UTC.</param>
public sealed record Coverage(
    long Total, long HasDetails, long HasCast, long HasCrew, long HasKeywords, long HasTrailer, long HasOmdb,
    long HasImdbId, long HasBudget, long HasRevenue, long HasRuntime, long HasSimilar, long Removed,
    DateTime? ComputedAt)
{
    internal static Coverage Example { get; } = new(
        17_929, 17_800, 17_650, 17_610, 15_200, 14_700, 9_100, 17_300, 6_900, 7_200, 17_500, 16_800, 21,
        new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc));

    internal static Coverage From(Proto.GetCoverageResponse response) => new(
        response.Total, response.HasDetails, response.HasCast, response.HasCrew, response.HasKeywords, response.HasTrailer,
        response.HasOmdb, response.HasImdbId, response.HasBudget, response.HasRevenue, response.HasRuntime,
        response.HasSimilar, response.Removed, response.ComputedAt.ToUtc());
}

internal static class CoverageEndpoint
{
    internal static void MapCoverage(this RouteGroupBuilder analytics) => analytics.MapGet("/coverage", GetAsync)
        .WithName("GetCoverage").WithSummary("How many movies have which data");

    private static async Task<JsonWithETag<Coverage>> GetAsync(
        Proto.Analytics.AnalyticsClient analytics, CancellationToken cancellationToken) =>
        new(Coverage.From(await analytics.GetCoverageAsync(new(), cancellationToken: cancellationToken)));
}

using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Analytics.V1;

namespace MovieAspire.Gateway.Analytics;

internal static class CatalogStateMapping
{
    internal static Freshness ToFreshness(Proto.GetFreshnessResponse response) => new(
        [.. response.AgeClasses.Select(ToAgeClass)],
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
        Known.Time(response.ComputedAt));

    internal static Coverage ToCoverage(Proto.GetCoverageResponse response) => new(
        response.Total, response.HasDetails, response.HasCast, response.HasCrew, response.HasKeywords, response.HasTrailer,
        response.HasOmdb, response.HasImdbId, response.HasBudget, response.HasRevenue, response.HasRuntime,
        response.HasSimilar, response.Removed, Known.Time(response.ComputedAt));

    private static AgeClassFreshness ToAgeClass(Proto.AgeClassFreshness age) => new(
        age.AgeClass, age.Movies, age.StaleTmdb, age.StaleOmdb, age.Frozen, age.NeverEnriched, age.TmdbIntervalDays,
        age.OmdbIntervalDays);
}

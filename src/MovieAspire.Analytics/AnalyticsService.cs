using Grpc.Core;
using MovieAspire.Analytics.Coverage;
using MovieAspire.Analytics.Days;
using MovieAspire.Analytics.Decades;
using MovieAspire.Analytics.Freshness;
using MovieAspire.Analytics.Genres;
using MovieAspire.Analytics.Trending;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.ServiceDefaults.Caching;
using AnalyticsBase = MovieAspire.Contracts.Analytics.V1.Analytics.AnalyticsBase;

namespace MovieAspire.Analytics;

/// <summary>Reads of statistics: checked by the page, answered by the cache or else by the query.</summary>
internal sealed class AnalyticsService(
    TrendingQuery trending, TopGenresQuery topGenres, RatingsByDecadeQuery decades, FreshnessQuery freshness,
    CoverageQuery coverage, MessageCache cache) : AnalyticsBase
{
    // Counts of what a run changes at any moment: too costly for each look of a dashboard, worthless when old.
    private static readonly TimeSpan CountsTimeToLive = TimeSpan.FromSeconds(15);

    public override Task<GetTrendingResponse> GetTrending(GetTrendingRequest request, ServerCallContext context)
    {
        var page = DayPage.Parse("date", request.Date, request.Limit, request.Offset);
        return cache.GetOrLoadAsync<GetTrendingResponse>(
            page.CacheKey("trending"), async cancellationToken => await trending.RunAsync(page, cancellationToken), context.CancellationToken)!;
    }

    public override Task<GetRatingsByDecadeResponse> GetRatingsByDecade(
        GetRatingsByDecadeRequest request, ServerCallContext context) => cache.GetOrLoadAsync<GetRatingsByDecadeResponse>(
        "ratings_by_decade:all", async token => await decades.RunAsync(token), context.CancellationToken)!;

    public override Task<GetTopGenresResponse> GetTopGenres(GetTopGenresRequest request, ServerCallContext context)
    {
        var page = DayPage.Parse("target_date", request.TargetDate, request.Limit, request.Offset);
        return cache.GetOrLoadAsync<GetTopGenresResponse>(
            page.CacheKey("top_genres"), async cancellationToken => await topGenres.RunAsync(page, cancellationToken), context.CancellationToken)!;
    }

    public override Task<GetFreshnessResponse> GetFreshness(GetFreshnessRequest request, ServerCallContext context) =>
        cache.GetOrLoadAsync<GetFreshnessResponse>(
            "freshness:all", CountsTimeToLive, async token => await freshness.RunAsync(token), context.CancellationToken)!;

    public override Task<GetCoverageResponse> GetCoverage(GetCoverageRequest request, ServerCallContext context) =>
        cache.GetOrLoadAsync<GetCoverageResponse>(
            "coverage:all", CountsTimeToLive, async token => await coverage.RunAsync(token), context.CancellationToken)!;
}

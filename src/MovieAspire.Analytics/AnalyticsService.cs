using Grpc.Core;
using MovieAspire.Analytics.Coverage;
using MovieAspire.Analytics.Days;
using MovieAspire.Analytics.Decades;
using MovieAspire.Analytics.Freshness;
using MovieAspire.Analytics.Genres;
using MovieAspire.Analytics.Trending;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.Redis.Caching;
using MovieAspire.Redis.Generations;
using MovieAspire.ServiceDefaults.Errors;
using AnalyticsBase = MovieAspire.Contracts.Analytics.V1.Analytics.AnalyticsBase;

namespace MovieAspire.Analytics;

/// <summary>Reads of statistics: checked by the page, answered by the cache or else by the query.</summary>
internal sealed class AnalyticsService(
    TrendingQuery trending, TrendingHistoryQuery trendingHistory, TopGenresQuery topGenres, RatingsByDecadeQuery decades,
    FreshnessQuery freshness, CoverageQuery coverage, MessageCache cache) : AnalyticsBase
{
    // Counts of what a run changes at any moment: too costly for each look of a dashboard, worthless when old.
    private static readonly TimeSpan CountsTimeToLive = TimeSpan.FromSeconds(15);

    // The movies that trend on them, at most 0.2 MB each.
    private const int MaxDays = 8;

    private readonly LocalReads<string, GetTrendingResponse> _trending = cache.Local<string, GetTrendingResponse>(
        "trending", DataArea.Statistics, MaxDays, async (date, token) => await trending.RunAsync(DayPage.Whole("date", date), token));

    public override async Task<GetTrendingResponse> GetTrending(GetTrendingRequest request, ServerCallContext context)
    {
        var page = DayPage.Parse("date", request.Date, request.Limit, request.Offset);
        if (await _trending.FindAsync(request.Date, context) is not { } day)
            return await trending.RunAsync(page, context.CancellationToken);

        return new()
        {
            ComputedOn = day.ComputedOn, RunId = day.RunId, ComputedAt = day.ComputedAt, TotalCount = day.TotalCount,
            Movies = { day.Movies.Skip(page.Offset).Take(page.Limit) },
        };
    }

    public override async Task<GetTrendingHistoryResponse> GetTrendingHistory(GetTrendingHistoryRequest request, ServerCallContext context)
    {
        var check = new RequestCheck();
        check.Require(request.MovieId > 0, "movie_id", "must be positive");
        check.ThrowIfAnyFailed();
        return await cache.GetOrLoadAsync(
            Of(FormattableString.Invariant($"trending_history:{request.MovieId}")), token => trendingHistory.RunAsync(request.MovieId, token), context)
            ?? new();
    }

    public override Task<GetRatingsByDecadeResponse> GetRatingsByDecade(
        GetRatingsByDecadeRequest request, ServerCallContext context) => cache.GetOrLoadAsync<GetRatingsByDecadeResponse>(
        Of("ratings_by_decade:all"), async token => await decades.RunAsync(token), context)!;

    public override Task<GetTopGenresResponse> GetTopGenres(GetTopGenresRequest request, ServerCallContext context)
    {
        var page = DayPage.Parse("target_date", request.TargetDate, request.Limit, request.Offset);
        return cache.GetOrLoadAsync<GetTopGenresResponse>(
            Of(page.CacheKey("top_genres")) with { IsFreeForm = page.Offset > 0 }, async token => await topGenres.RunAsync(page, token), context)!;
    }

    public override Task<GetFreshnessResponse> GetFreshness(GetFreshnessRequest request, ServerCallContext context) =>
        cache.GetOrLoadAsync<GetFreshnessResponse>(
            Of("freshness:all", CountsTimeToLive), async token => await freshness.RunAsync(token), context)!;

    public override Task<GetCoverageResponse> GetCoverage(GetCoverageRequest request, ServerCallContext context) =>
        cache.GetOrLoadAsync<GetCoverageResponse>(
            Of("coverage:all", CountsTimeToLive), async token => await coverage.RunAsync(token), context)!;

    private static CachedRead Of(string key, TimeSpan? timeToLive = null) =>
        new(key, DataArea.Statistics) { TimeToLive = timeToLive };
}

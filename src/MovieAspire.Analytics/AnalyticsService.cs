using Grpc.Core;
using MovieAspire.Analytics.Genres;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.ServiceDefaults.Caching;
using AnalyticsBase = MovieAspire.Contracts.Analytics.V1.Analytics.AnalyticsBase;

namespace MovieAspire.Analytics;

/// <summary>Reads of statistics: checked by the page, answered by the cache or else by the query.</summary>
internal sealed class AnalyticsService(TopGenresQuery topGenres, MessageCache cache) : AnalyticsBase
{
    public override Task<GetTopGenresResponse> GetTopGenres(GetTopGenresRequest request, ServerCallContext context)
    {
        var page = TopGenresPage.Parse(request);
        return cache.GetOrLoadAsync<GetTopGenresResponse>(
            page.CacheKey, async cancellationToken => await topGenres.RunAsync(page, cancellationToken), context.CancellationToken)!;
    }
}

using Grpc.Core;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.Redis.Caching;
using MovieAspire.Redis.Generations;
using MovieAspire.ServiceDefaults.Errors;
using RecommendationsBase = MovieAspire.Contracts.Analytics.V1.Recommendations.RecommendationsBase;

namespace MovieAspire.Analytics.Recommendations;

/// <summary>Reads of computed recommendations: checked by the page, answered by the cache or else by the query.</summary>
internal sealed class RecommendationsService(RecommendationsQuery recommendations, MessageCache cache) : RecommendationsBase
{
    public override async Task<GetRecommendationsResponse> GetRecommendations(
        GetRecommendationsRequest request, ServerCallContext context)
    {
        var page = RecommendationsPage.Parse(request);
        return await cache.GetOrLoadAsync(
            new(page.CacheKey, DataArea.Recommendations) { IsFreeForm = page.Offset > 0 },
            token => recommendations.RunAsync(page, token), context)
            ?? throw ServiceError.NotFound("movie", page.MovieId);
    }
}

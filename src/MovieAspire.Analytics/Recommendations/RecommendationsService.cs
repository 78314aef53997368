using System.Globalization;
using Grpc.Core;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.Redis.Caching;
using MovieAspire.Redis.Generations;
using MovieAspire.ServiceDefaults.Errors;
using RecommendationsBase = MovieAspire.Contracts.Analytics.V1.Recommendations.RecommendationsBase;

namespace MovieAspire.Analytics.Recommendations;

/// <summary>A checked <see cref="GetRecommendationsRequest"/>.</summary>
internal sealed record RecommendationsPage(int MovieId, int Limit, int Offset)
{
    public string CacheKey => string.Create(CultureInfo.InvariantCulture, $"recommendations:{MovieId}:{Limit}:{Offset}");

    /// <exception cref="ServiceException">INVALID_ARGUMENT that names every bad field.</exception>
    public static RecommendationsPage Parse(GetRecommendationsRequest request)
    {
        var check = new RequestCheck();
        check.Require(request.MovieId > 0, "movie_id", "must be positive");
        var limit = check.Limit(request.Limit);
        var offset = check.Offset(request.Offset);
        check.ThrowIfAnyFailed();
        return new(request.MovieId, limit, offset);
    }
}

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

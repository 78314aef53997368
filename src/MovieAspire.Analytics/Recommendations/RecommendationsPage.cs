using System.Globalization;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.ServiceDefaults.Errors;

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

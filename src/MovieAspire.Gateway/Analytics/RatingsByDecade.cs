using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using Proto = MovieAspire.Contracts.Analytics.V1;

namespace MovieAspire.Gateway.Analytics;

/// <summary>How the movies of one decade are rated.</summary>
/// <param name="Decade">Its first year, for example 1990.</param>
/// <param name="AvgRating">Mean TMDB vote average of the movies with votes, 0 to 10; 0 when none has.</param>
/// <param name="MovieCount">Movies first released in it.</param>
public sealed record DecadeRatings(int Decade, double AvgRating, long MovieCount)
{
    internal static DecadeRatings Example { get; } = new(1990, 6.5, 1_310);
}

internal static class RatingsByDecadeEndpoint
{
    internal static void MapRatingsByDecade(this RouteGroupBuilder analytics) => analytics.MapGet("/ratings-by-decade", ListAsync)
        .WithName("GetRatingsByDecade").WithSummary("How the movies of each decade are rated, oldest first")
        .WithProblems(StatusCodes.Status404NotFound);

    private static async Task<JsonWithETag<IReadOnlyList<DecadeRatings>>> ListAsync(
        Proto.Analytics.AnalyticsClient analytics, CancellationToken cancellationToken)
    {
        var response = await analytics.GetRatingsByDecadeAsync(new(), cancellationToken: cancellationToken);
        return new(
            [.. response.Decades.Select(decade => new DecadeRatings(decade.Decade, decade.AvgRating, decade.MovieCount))],
            CachingServices.MaxAge);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.Web.Layout;
using MovieAspire.Web.Parts;

namespace MovieAspire.Web.Insights;

internal static class InsightEndpoints
{
    internal static void MapInsights(this IEndpointRouteBuilder pages) => pages.MapGet("/insights", ShowAsync);

    private static async Task<IResult> ShowAsync(PartReader reader, Analytics.AnalyticsClient analytics)
    {
        var genres = reader.ReadAsync("Genres", call => analytics.GetTopGenresAsync(new() { Limit = 100 }, call));
        var decades = reader.ReadAsync("Ratings by decade", call => analytics.GetRatingsByDecadeAsync(new(), call));
        var coverage = reader.ReadAsync("The coverage", call => analytics.GetCoverageAsync(new(), call));
        var freshness = reader.ReadAsync("The freshness", call => analytics.GetFreshnessAsync(new(), call));
        return Pages.View<InsightsPage>(new
        {
            Genres = await genres, Decades = await decades, Coverage = await coverage, Freshness = await freshness,
        });
    }
}

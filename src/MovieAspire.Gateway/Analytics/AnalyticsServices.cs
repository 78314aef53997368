using System.Text.Json.Serialization;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.OpenApi;

namespace MovieAspire.Gateway.Analytics;

/// <summary>Statistics of the catalog, and of the state of its data.</summary>
internal static class AnalyticsServices
{
    internal static IHostApplicationBuilder AddAnalytics(this IHostApplicationBuilder builder)
    {
        builder.Services.AddJson(AnalyticsJson.Default)
            .AddExamples(GenreStats.Example, DecadeRatings.Example, Freshness.Example, Coverage.Example);
        return builder;
    }

    internal static void MapAnalytics(this RouteGroupBuilder api)
    {
        var analytics = api.MapGroup("/analytics").WithTags("Analytics").CacheStoredData().WithServiceProblems();
        analytics.MapTopGenres();
        analytics.MapRatingsByDecade();
        analytics.MapFreshness();
        analytics.MapCoverage();
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<GenreStats>))]
[JsonSerializable(typeof(IReadOnlyList<DecadeRatings>))]
[JsonSerializable(typeof(Freshness))]
[JsonSerializable(typeof(Coverage))]
internal sealed partial class AnalyticsJson : JsonSerializerContext;

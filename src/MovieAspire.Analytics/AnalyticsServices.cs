using MovieAspire.Analytics.Coverage;
using MovieAspire.Analytics.Decades;
using MovieAspire.Analytics.Freshness;
using MovieAspire.Analytics.Genres;
using MovieAspire.Analytics.Kpis;
using MovieAspire.Analytics.Recommendations;
using MovieAspire.Analytics.Trending;
using MovieAspire.Data.Refresh;

namespace MovieAspire.Analytics;

internal static class AnalyticsServices
{
    /// <summary>Adds a query for each artifact, and the settings by which the worker refreshes.</summary>
    public static IHostApplicationBuilder AddAnalytics(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<RefreshOptions>()
            .BindConfiguration(RefreshOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services
            .AddSingleton<TrendingQuery>().AddSingleton<TrendingHistoryQuery>().AddSingleton<TopGenresQuery>().AddSingleton<RatingsByDecadeQuery>()
            .AddSingleton<FreshnessQuery>().AddSingleton<CoverageQuery>().AddSingleton<RecommendationsQuery>()
            .AddSingleton<AnalyticsService>();
        return builder.AddKpis();
    }

    public static void MapAnalytics(this WebApplication app)
    {
        app.MapGrpcService<AnalyticsService>();
        app.MapGrpcService<RecommendationsService>();
        app.MapGrpcService<KpisService>();
    }
}

namespace MovieAspire.Worker.Compute.Statistics;

/// <summary>Registers what the worker computes.</summary>
internal static class StatisticsSetup
{
    public static IHostApplicationBuilder AddStatistics(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<TrendingOptions>().BindConfiguration(TrendingOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<RatingOptions>().BindConfiguration(RatingOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ArtifactWriter>();
        builder.Services.AddSingleton<MovieRatings>();
        builder.Services.AddSingleton<Trending>();
        builder.Services.AddSingleton<GenreStats>();
        builder.Services.AddSingleton<RatingsByDecade>();
        builder.Services.AddSingleton<CatalogStatistics>();
        return builder;
    }
}

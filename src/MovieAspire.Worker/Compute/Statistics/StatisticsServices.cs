using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Compute.Statistics;

internal static class StatisticsServices
{
    /// <summary>Adds the statistics, in the order in which they build on each other, with a job for each.</summary>
    public static IHostApplicationBuilder AddStatistics(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<TrendingOptions>().BindConfiguration(TrendingOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<RatingOptions>().BindConfiguration(RatingOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ArtifactWriter>();
        builder.Services.AddStatistic<MovieRatings>().AddSingleton<IJob, StatisticJob<MovieRatings>>();
        builder.Services.AddStatistic<Trending>().AddSingleton<IJob, TrendingJob>();
        builder.Services.AddStatistic<GenreStats>().AddSingleton<IJob, StatisticJob<GenreStats>>();
        builder.Services.AddStatistic<RatingsByDecade>().AddSingleton<IJob, StatisticJob<RatingsByDecade>>();
        builder.Services.AddSingleton<CatalogStatistics>();
        return builder;
    }

    private static IServiceCollection AddStatistic<T>(this IServiceCollection services) where T : class, IStatistic =>
        services.AddSingleton<T>().AddSingleton<IStatistic>(provider => provider.GetRequiredService<T>());
}

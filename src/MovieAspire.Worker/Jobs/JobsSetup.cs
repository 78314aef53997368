namespace MovieAspire.Worker.Jobs;

/// <summary>Registers the jobs.</summary>
internal static class JobsSetup
{
    public static IHostApplicationBuilder AddJobs(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<JobCatalog>();
        builder.Services.AddSingleton<CacheGenerations>();
        builder.Services.AddSingleton<ListedMovies>();
        builder.Services.AddSingleton<IJob, QuickJob>();
        builder.Services.AddSingleton<IJob, DailyJob>();
        builder.Services.AddSingleton<IJob, FullJob>();
        builder.Services.AddSingleton<IJob, EnrichJob>();
        builder.Services.AddSingleton<IJob, DiscoverJob>();
        builder.Services.AddSingleton<IJob, RefreshJob>();
        builder.Services.AddSingleton<IJob, OmdbJob>();
        builder.Services.AddSingleton<IJob, ChangesJob>();
        builder.Services.AddSingleton<IJob, BootstrapJob>();
        builder.Services.AddSingleton<IJob, GenreStatsJob>();
        builder.Services.AddSingleton<IJob, TrendingJob>();
        builder.Services.AddSingleton<IJob, SearchIndexJob>();
        return builder;
    }
}

namespace MovieAspire.Worker.Jobs;

/// <summary>Registers the jobs.</summary>
internal static class JobsSetup
{
    public static IHostApplicationBuilder AddJobs(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<JobCatalog>();
        builder.Services.AddSingleton<IJob, QuickJob>();
        builder.Services.AddSingleton<IJob, GenreStatsJob>();
        return builder;
    }
}

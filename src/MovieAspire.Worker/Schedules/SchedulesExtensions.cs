using Microsoft.Extensions.Options;
using Quartz;

namespace MovieAspire.Worker.Schedules;

internal static class SchedulesExtensions
{
    /// <summary>Adds the schedules' settings, checked at start.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services)
    {
        // The section holds the jobs themselves, without a "Jobs" in between.
        services.AddOptions<ScheduleOptions>()
            .Configure<IConfiguration>((options, configuration) =>
                configuration.GetSection(ScheduleOptions.Section).Bind(options.Jobs))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ScheduleOptions>>().Value);
        return services;
    }

    /// <summary>Adds the scheduler; needs the data source, the jobs and the runs.</summary>
    public static IServiceCollection AddScheduler(this IServiceCollection services)
    {
        services.AddSchedules();
        services.AddQuartz();
        services.AddTransient<ScheduleFiringJob>();
        services.AddSingleton<ScheduleBook>();
        services.AddSingleton<SchedulerStore>();
        services.AddSingleton<ScheduleFirings>();
        services.AddHostedService<Scheduler>();
        return services;
    }
}

using Microsoft.Extensions.Options;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Schedules;

internal static class SchedulesServices
{
    /// <summary>Adds what starts jobs by themselves, when the section Schedules or else the job says.</summary>
    public static IHostApplicationBuilder AddSchedules(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ScheduleOptions>()
            .Configure<JobCatalog, IConfiguration>((options, jobs, configuration) =>
            {
                foreach (var job in jobs.All)
                {
                    if (job.DefaultCron is { } cron)
                        options.Jobs[job.Name] = new() { Cron = cron };
                }

                // The section holds the jobs themselves, without a "Jobs" in between.
                configuration.GetSection(ScheduleOptions.Section).Bind(options.Jobs);
            })
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ScheduleOptions>, ScheduleValidation>();
        builder.Services.AddSingleton<ScheduledJobs>();
        builder.Services.AddSingleton<ScheduleStore>();
        builder.Services.AddHostedService<Scheduler>();
        return builder;
    }
}

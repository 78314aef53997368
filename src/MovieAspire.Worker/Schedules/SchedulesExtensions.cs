using Microsoft.Extensions.Options;

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
}

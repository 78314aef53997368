using Microsoft.Extensions.Options;

namespace MovieAspire.Worker.Changes;

internal static class ChangesExtensions
{
    /// <summary>Adds the settings of the change feed and of the export comparison.</summary>
    public static IServiceCollection AddChanges(this IServiceCollection services)
    {
        services.AddOptions<ChangeOptions>()
            .BindConfiguration(ChangeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ChangeOptions>>().Value);
        return services;
    }
}

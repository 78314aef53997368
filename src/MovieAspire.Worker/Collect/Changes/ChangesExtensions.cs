using Microsoft.Extensions.Options;

namespace MovieAspire.Worker.Collect.Changes;

internal static class ChangesExtensions
{
    /// <summary>Adds what reads the change feed and compares the id export.</summary>
    public static IServiceCollection AddChanges(this IServiceCollection services)
    {
        services.AddOptions<ChangeOptions>()
            .BindConfiguration(ChangeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ChangeOptions>>().Value);
        services.AddSingleton<FeedCursors>();
        services.AddSingleton<IdExport>();
        services.AddSingleton<ExportReconciliation>();
        services.AddSingleton<ChangeReader>();
        return services;
    }
}

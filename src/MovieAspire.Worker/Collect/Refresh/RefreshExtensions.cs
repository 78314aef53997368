using Microsoft.Extensions.Options;
using MovieAspire.Data;

namespace MovieAspire.Worker.Collect.Refresh;

internal static class RefreshExtensions
{
    /// <summary>Adds the refresh and freeze policies and their queue; needs the data source and a TimeProvider.</summary>
    public static IServiceCollection AddRefresh(this IServiceCollection services)
    {
        services.AddOptions<RefreshOptions>()
            .BindConfiguration(RefreshOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<RefreshOptions>>().Value);
        services.AddSingleton<RefreshPolicy>();
        services.AddSingleton<RefreshQueue>();
        services.AddSingleton<FreezeStore>();
        return services;
    }
}

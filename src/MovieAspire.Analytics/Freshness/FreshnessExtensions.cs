using MovieAspire.Data.Refresh;

namespace MovieAspire.Analytics.Freshness;

internal static class FreshnessExtensions
{
    internal static IHostApplicationBuilder AddFreshness(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<RefreshOptions>()
            .BindConfiguration(RefreshOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<FreshnessQuery>();
        return builder;
    }
}

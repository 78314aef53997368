using Microsoft.Extensions.Options;

namespace MovieAspire.Worker.Lake;

internal static class BronzeExtensions
{
    /// <summary>Adds the bronze layer and its maintenance; needs a TimeProvider.</summary>
    public static IServiceCollection AddBronze(this IServiceCollection services)
    {
        services.AddOptions<LakeOptions>()
            .BindConfiguration(LakeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<LakeOptions>>().Value);
        services.AddSingleton<BronzeLake>();
        services.AddSingleton<BronzeRetention>();
        services.AddHostedService<BronzeMaintenance>();
        return services;
    }
}

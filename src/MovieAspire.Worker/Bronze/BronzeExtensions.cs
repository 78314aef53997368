using Microsoft.Extensions.Options;

namespace MovieAspire.Worker.Bronze;

internal static class BronzeExtensions
{
    /// <summary>
    /// Adds the bronze layer; needs a TimeProvider. Call <see cref="BronzeLake.RemoveLeftovers"/> at start and
    /// <see cref="BronzeRetention.Apply"/> once a day.
    /// </summary>
    public static IServiceCollection AddBronze(this IServiceCollection services)
    {
        services.AddOptions<LakeOptions>()
            .BindConfiguration(LakeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<LakeOptions>>().Value);
        services.AddSingleton<BronzeLake>();
        services.AddSingleton<BronzeRetention>();
        return services;
    }
}

using Microsoft.Extensions.Options;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Lake;

internal static class LakeServices
{
    /// <summary>Adds the bronze layer, its maintenance, and the recorder that keeps in it what runs fetch.</summary>
    public static IHostApplicationBuilder AddLake(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<LakeOptions>()
            .BindConfiguration(LakeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(provider => provider.GetRequiredService<IOptions<LakeOptions>>().Value);
        builder.Services.AddSingleton<BronzeLake>();
        builder.Services.AddSingleton<BronzeRetention>();
        builder.Services.AddHostedService<BronzeMaintenance>();
        if (builder.Configuration.GetValue($"{LakeOptions.Section}:{nameof(LakeOptions.Enabled)}", true))
            builder.Services.AddSingleton<IRunRecorder, BronzeRecorder>();
        return builder;
    }
}

using MovieAspire.Lake.Bronze;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Lake;

internal static class LakeServices
{
    /// <summary>Adds the bronze layer, and the recorder that keeps in it what runs fetch.</summary>
    public static IHostApplicationBuilder AddLake(this IHostApplicationBuilder builder)
    {
        builder.AddBronze();
        if (builder.Configuration.GetValue($"{BronzeOptions.Section}:{nameof(BronzeOptions.Enabled)}", true))
            builder.Services.AddSingleton<IRunRecorder, BronzeRecorder>().AddSingleton<IRunResumption, BronzeResumption>();
        return builder;
    }
}

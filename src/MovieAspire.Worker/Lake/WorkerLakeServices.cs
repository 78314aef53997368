using MovieAspire.Lake;
using MovieAspire.Lake.Bronze;
using MovieAspire.Worker.Lake.Publication;
using MovieAspire.Worker.Lake.Stages;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Lake;

internal static class WorkerLakeServices
{
    /// <summary>Adds the lake: what runs fetch is kept in bronze, and the stages make silver, gold and charts of it.</summary>
    public static IHostApplicationBuilder AddWorkerLake(this IHostApplicationBuilder builder)
    {
        builder.AddBronze();
        if (builder.Configuration.GetValue($"{BronzeOptions.Section}:{nameof(BronzeOptions.Enabled)}", true))
            builder.Services.AddSingleton<IRunRecorder, BronzeRecorder>().AddSingleton<IRunResumption, BronzeResumption>();
        builder.AddLake();
        builder.AddPublication();
        builder.Services.AddStages();
        return builder;
    }
}

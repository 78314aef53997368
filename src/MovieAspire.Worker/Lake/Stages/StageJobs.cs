using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Lake.Stages;

/// <summary>Runs one stage, or all of them.</summary>
internal sealed class StageJob(
    string name, string title, string? defaultCron, Func<RunContext, CancellationToken, Task<bool>> stage) : IJob
{
    public string Name => name;

    public string Title => title;

    public string? DefaultCron => defaultCron;

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken) =>
        await stage(run, cancellationToken) ? JobOutcome.Done : JobOutcome.NothingToDo;
}

internal static class StageServices
{
    // Every night after the statistics, when what the day collected is in bronze.
    private const string EveryNight = "0 30 4 * * ?";
    private const string EverySunday = "0 30 5 ? * SUN";

    /// <summary>Adds the stages, with a job for each and one for all.</summary>
    public static IServiceCollection AddStages(this IServiceCollection services) => services
        .AddSingleton<Medallion>()
        .AddStage("transform", "Lake: bronze to silver", null, stages => stages.TransformAsync)
        .AddStage("kpi", "Lake: silver to gold", null, stages => stages.KpiAsync)
        .AddStage("visualize", "Lake: charts", null, stages => stages.VisualizeAsync)
        .AddStage("medallion", "Lake: all stages", EveryNight, stages => stages.RunAsync)
        .AddStage("compact-lake", "Lake: merge small files", EverySunday, stages => stages.CompactAsync);

    private static IServiceCollection AddStage(
        this IServiceCollection services, string name, string title, string? cron,
        Func<Medallion, Func<RunContext, CancellationToken, Task<bool>>> stage) =>
        services.AddSingleton<IJob>(provider => new StageJob(name, title, cron, stage(provider.GetRequiredService<Medallion>())));
}

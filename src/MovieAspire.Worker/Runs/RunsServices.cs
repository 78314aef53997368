namespace MovieAspire.Worker.Runs;

internal static class RunsServices
{
    /// <summary>
    /// Adds the engine: what executes queued runs. Jobs (<see cref="IJob"/>) and what accompanies each run
    /// (<see cref="IRunRecorder"/>, <see cref="IRunResumption"/>, <see cref="IRunFollowUp"/>) are registered by whoever has them.
    /// </summary>
    public static IHostApplicationBuilder AddRuns(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<RunOptions>().BindConfiguration(RunOptions.Section).ValidateDataAnnotations()
            .Validate(
                runs => runs.HeartbeatInterval * 2 <= runs.LeaseDuration,
                "Runs:HeartbeatInterval must be at most half of Runs:LeaseDuration.")
            .ValidateOnStart();
        builder.Services.AddSingleton<JobCatalog>();
        builder.Services.AddSingleton<WorkerIdentity>();
        builder.Services.AddSingleton<RunQueue>();
        builder.Services.AddSingleton<RunExecution>();
        builder.Services.AddSingleton<RunSignals>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RunSignals>());
        builder.Services.AddHostedService<WorkerRegistry>();
        builder.Services.AddHostedService<RunExecutor>();
        return builder;
    }
}

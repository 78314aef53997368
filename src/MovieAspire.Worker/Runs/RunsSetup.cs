namespace MovieAspire.Worker.Runs;

/// <summary>Registers the execution of runs.</summary>
internal static class RunsSetup
{
    public static IHostApplicationBuilder AddRuns(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<RunOptions>().BindConfiguration("Runs").ValidateDataAnnotations()
            .Validate(
                runs => runs.HeartbeatInterval * 2 <= runs.LeaseDuration,
                "Runs:HeartbeatInterval must be at most half of Runs:LeaseDuration.")
            .ValidateOnStart();
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

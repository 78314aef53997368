namespace MovieAspire.Worker.Schema;

internal static class SchemaServices
{
    /// <summary>Adds the update of the schema at start-up, and what holds everything else back until it is done.</summary>
    public static IHostApplicationBuilder AddSchema(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<SchemaOptions>().BindConfiguration(SchemaOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<SchemaReadiness>();
        builder.Services.AddSingleton<SchemaBackup>();
        builder.Services.AddHostedService<SchemaUpdate>();
        return builder;
    }
}

/// <summary>Holds back what needs the current schema until it is there.</summary>
internal sealed class SchemaReadiness
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsReady => _ready.Task.IsCompleted;

    public void SetReady() => _ready.TrySetResult();

    public Task WaitAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);
}

namespace MovieAspire.Worker.Lake;

/// <summary>At start what crashed processes left is removed; once a day what is too old.</summary>
internal sealed partial class BronzeMaintenance(
    BronzeLake lake, BronzeRetention retention, TimeProvider time, ILogger<BronzeMaintenance> logger) : BackgroundService
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Disks may be slow; the start of the worker does not wait for them.
        await Task.Yield();
        Guarded(() => lake.RemoveLeftovers());
        while (true)
        {
            Guarded(() => retention.Apply());
            await Task.Delay(Day, time, stoppingToken);
        }
    }

    private void Guarded(Action tidy)
    {
        try
        {
            tidy();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogFailed(e.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The bronze layer cannot be tidied up: {Reason}")]
    private partial void LogFailed(string reason);
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MovieAspire.Lake.Bronze;

/// <summary>At start what crashed processes left is saved; once a day what is too old.</summary>
internal sealed partial class BronzeMaintenance(
    BronzeLake lake, BronzeRetention retention, TimeProvider time, ILogger<BronzeMaintenance> logger) : BackgroundService
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Disks may be slow; the start of the worker does not wait for them.
        await Task.Yield();
        Guarded(() => lake.RecoverLeftovers());
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

/// <summary>Deletes what is older than Lake:BronzeRetention, a day at a time.</summary>
internal sealed partial class BronzeRetention(
    BronzeLake lake, IOptions<BronzeOptions> options, TimeProvider time, ILogger<BronzeRetention> logger)
{
    /// <summary>Deletes the partitions in which every body is too old. A folder that cannot be deleted is logged and stays.</summary>
    /// <returns>How many partitions were deleted.</returns>
    public int Apply()
    {
        var root = BronzeLayout.Root(lake.Path);
        if (options.Value.BronzeRetention is not { } retention || !Directory.Exists(root))
            return 0;
        var oldest = time.GetUtcNow() - retention;
        return Directory.GetDirectories(root)
            .SelectMany(Directory.GetDirectories)
            .Where(folder => BronzeLayout.DayOf(folder) is { } day && EndOf(day) <= oldest)
            .Count(TryDelete);
    }

    private static DateTimeOffset EndOf(DateOnly day) => new(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    private bool TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
            LogDeleted(folder);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogFailed(exception, folder);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "Deleted the bronze partition {Folder}: older than Lake:BronzeRetention")]
    private partial void LogDeleted(string folder);

    [LoggerMessage(LogLevel.Error, "The bronze partition {Folder} cannot be deleted")]
    private partial void LogFailed(Exception exception, string folder);
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Bronze;

/// <summary>The bronze layer of the lake: every body that a provider sent, as it came.</summary>
public sealed partial class BronzeLake(
    LakeFolder folder, IOptions<BronzeOptions> options, TimeProvider time, ILoggerFactory loggers)
{
    private readonly ILogger<BronzeLake> _logger = loggers.CreateLogger<BronzeLake>();

    /// <summary>The folder of the lake, absolute.</summary>
    public string Path => folder.Root;

    /// <summary>One writer for each run; complete it when the run ends, whatever its outcome.</summary>
    public BronzeWriter OpenWriter(Guid runId) =>
        new(Path, options.Value, runId, time, loggers.CreateLogger<BronzeWriter>());

    /// <summary>
    /// Removes the unfinished files of processes that died; call it at start. A file that a process still writes is
    /// locked and stays.
    /// </summary>
    /// <returns>How many were removed.</returns>
    public int RemoveLeftovers()
    {
        var root = BronzeLayout.Root(Path);
        if (!Directory.Exists(root))
            return 0;
        var removed = Directory
            .EnumerateFiles(root, BronzeLayout.FilePattern + BronzeLayout.UnfinishedSuffix, SearchOption.AllDirectories)
            .Count(TryRemove);
        if (removed > 0)
            LogRemoved(removed);
        return removed;
    }

    private bool TryRemove(string path)
    {
        try
        {
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                File.Delete(path);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogKept(path, exception.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "Removed {Count} unfinished bronze files of processes that died")]
    private partial void LogRemoved(int count);

    [LoggerMessage(LogLevel.Debug, "The unfinished bronze file {Path} stays: {Reason}")]
    private partial void LogKept(string path, string reason);
}

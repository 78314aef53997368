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
    /// Publishes the whole lines of the unfinished files of processes that died; call it at start, and when a run is taken over.
    /// A file that a process still writes is locked and stays.
    /// </summary>
    /// <param name="run">Only files of this run; null for all.</param>
    /// <returns>How many bodies were saved.</returns>
    public long RecoverLeftovers(Guid? run = null)
    {
        var root = BronzeLayout.Root(Path);
        if (!Directory.Exists(root))
            return 0;
        var pattern = (run is { } id ? $"*_{id}_" : "") + BronzeLayout.FilePattern + BronzeLayout.UnfinishedSuffix;
        var (files, bodies) = (0, 0L);
        foreach (var path in Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories).ToList())
        {
            if (TryRecover(path) is not { } saved)
                continue;
            files++;
            bodies += saved;
        }

        if (files > 0)
            LogRecovered(bodies, files);
        return bodies;
    }

    private long? TryRecover(string path)
    {
        try
        {
            using var leftover = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            var target = path[..^BronzeLayout.UnfinishedSuffix.Length];
            var draft = target + ".recovered";
            var bodies = BronzeLines.SaveWhole(leftover, draft);
            if (bodies > 0)
                File.Move(draft, target, overwrite: false);
            else
                File.Delete(draft);
            File.Delete(path);
            return bodies;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogKept(path, exception.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Saved {Bodies} bodies out of {Files} unfinished bronze files of processes that died; what they had not written is lost")]
    private partial void LogRecovered(long bodies, int files);

    [LoggerMessage(LogLevel.Debug, "The unfinished bronze file {Path} stays: {Reason}")]
    private partial void LogKept(string path, string reason);
}

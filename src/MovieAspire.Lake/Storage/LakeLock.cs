using System.Text;

namespace MovieAspire.Lake.Storage;

/// <summary>One writer at a time: an exclusively opened file, which the end of the process releases too.</summary>
public sealed class LakeLock : IDisposable
{
    private readonly FileStream _file;
    private readonly Action _tidy;

    private LakeLock(FileStream file, Action tidy) => (_file, _tidy) = (file, tidy);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _tidy();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next writer does it; how the work ended is what counts.
        }

        _file.Dispose();
    }

    /// <param name="path">The locked file.</param>
    /// <param name="runId">Written into it, for people.</param>
    /// <param name="tidy">Done before the lock is given back, however the work ended.</param>
    internal static LakeLock Take(string path, Guid runId, Action tidy)
    {
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes($"run {runId}\n"));
            file.Flush();
            return new(file, tidy);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new LakeBusyException($"Another run writes the lake: {path} is locked.");
        }
    }
}

/// <summary>Two runs wanted to write the lake at once; the later one has changed nothing.</summary>
public sealed class LakeBusyException(string message) : Exception(message);

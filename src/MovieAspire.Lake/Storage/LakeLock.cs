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
        var file = Open(path);
        try
        {
            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes($"run {runId}\n"));
            return new(file, tidy);
        }
        catch
        {
            // A full disk, say: the lock is nobody's then.
            file.Dispose();
            throw;
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            // What a buffer holds and the disk does not take would fail once more when the file is closed.
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new LakeBusyException($"Another run writes the lake: {path} is locked.");
        }
    }
}

/// <summary>Two runs wanted to write the lake at once; the later one has changed nothing.</summary>
public sealed class LakeBusyException(string message) : Exception(message);

using System.Text;

namespace MovieAspire.Lake.Storage;

/// <summary>One writer at a time: an exclusively opened file, which the end of the process releases too.</summary>
public sealed class LakeLock : IDisposable
{
    private readonly FileStream _file;

    private LakeLock(FileStream file) => _file = file;

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    internal static LakeLock Take(string path, Guid runId)
    {
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes($"run {runId}\n"));
            file.Flush();
            return new(file);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new LakeBusyException($"Another run writes the lake: {path} is locked.");
        }
    }
}

/// <summary>Two runs wanted to write the lake at once; the later one has changed nothing.</summary>
public sealed class LakeBusyException(string message) : Exception(message);

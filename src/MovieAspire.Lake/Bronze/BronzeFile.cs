using System.Buffers;
using System.IO.Compression;

namespace MovieAspire.Lake.Bronze;

/// <summary>
/// One file being written. It has a temporary name until <see cref="Publish"/>, which compresses the rest, brings it to
/// the disk and renames it: whoever looks sees whole files only. The exclusive lock tells a live file from a leftover.
/// </summary>
internal sealed class BronzeFile : IDisposable
{
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly string _path;
    private readonly FileStream _stream;
    private readonly GZipStream _gzip;

    private BronzeFile(string path, DateOnly day, DateTimeOffset openedAt)
    {
        _path = path;
        (Day, OpenedAt) = (day, openedAt);
        _stream = new FileStream(
            path + BronzeLayout.UnfinishedSuffix, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        _gzip = new GZipStream(_stream, CompressionLevel.Optimal, leaveOpen: true);
    }

    /// <summary>The UTC day whose bodies it holds.</summary>
    public DateOnly Day { get; }

    public DateTimeOffset OpenedAt { get; }

    public long Bodies { get; private set; }

    /// <summary>Compressed bytes so far, but for what the compressor still holds.</summary>
    public long Bytes => _stream.Position;

    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not writable.</exception>
    public static BronzeFile Create(string folder, DateOnly day, DateTimeOffset openedAt, Guid runId)
    {
        Directory.CreateDirectory(folder);
        // A run that was taken over within the second has files of this name, and its last owner may still make some.
        for (var sequence = 1; ; sequence++)
        {
            var path = Path.Combine(folder, BronzeLayout.FileName(openedAt, runId, sequence));
            try
            {
                var file = new BronzeFile(path, day, openedAt);
                if (!File.Exists(path))
                    return file;
                file.Abandon();
            }
            catch (IOException) when (File.Exists(path + BronzeLayout.UnfinishedSuffix) || File.Exists(path))
            {
                // Somebody has the name.
            }
        }
    }

    public void Write(Guid runId, BronzeBody body)
    {
        _line.ResetWrittenCount();
        BronzeLine.Write(_line, runId, body);
        _gzip.Write(_line.WrittenSpan);
        Bodies++;
    }

    public void Publish()
    {
        _gzip.Dispose();
        _stream.Flush(flushToDisk: true);
        // Renamed while the lock is held, so that no clean-up takes it for a leftover in between.
        File.Move(_path + BronzeLayout.UnfinishedSuffix, _path, overwrite: false);
        _stream.Dispose();
    }

    /// <summary>Gives the file up after a failed write.</summary>
    public void Abandon()
    {
        Dispose();
        File.Delete(_path + BronzeLayout.UnfinishedSuffix);
    }

    /// <summary>Closes without publishing, as the end of the process does.</summary>
    public void Dispose()
    {
        try
        {
            using (_stream)
                _gzip.Dispose();
        }
        catch (IOException)
        {
            // What is closed here is thrown away: publishing comes first and reports its errors.
        }
    }
}

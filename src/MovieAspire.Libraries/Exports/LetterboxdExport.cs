using System.IO.Compression;

namespace MovieAspire.Libraries.Exports;

/// <summary>
/// Reads what a person uploads: CSV files, or the whole export as one ZIP. Rows are read as they are taken, so memory does
/// not grow with the upload.
/// </summary>
public sealed class LetterboxdExport(ExportLimits limits)
{
    private static ReadOnlySpan<byte> ZipMark => "PK"u8;

    private long _rows;
    private long _bytes;

    /// <summary>The rows of one uploaded file; limits count over all files that this instance reads.</summary>
    /// <param name="fileName">As it was uploaded.</param>
    /// <param name="content">Can be sought; an archive is read from its end.</param>
    /// <exception cref="ExportException">The file cannot be understood, or is more than the limits allow.</exception>
    public IEnumerable<ExportRow> Read(string fileName, Stream content)
    {
        if (content.Length == 0)
            throw new ExportException($"{fileName} is empty.");
        if (IsPersonal(fileName))
            return [];
        Span<byte> mark = stackalloc byte[2];
        content.ReadExactly(mark[..(int)Math.Min(2, content.Length)]);
        content.Position = 0;
        return Counted(mark.SequenceEqual(ZipMark) ? ReadArchive(fileName, content) : ExportFile.Read(fileName, Limited(fileName, content)));
    }

    private IEnumerable<ExportRow> Counted(IEnumerable<ExportRow> rows)
    {
        foreach (var row in rows)
        {
            if (++_rows > limits.MaxRows)
                throw new ExportException($"The upload has more than {limits.MaxRows} rows.");
            yield return row;
        }
    }

    private IEnumerable<ExportRow> ReadArchive(string fileName, Stream content)
    {
        using var archive = Open(fileName, content);
        if (archive.Entries.Count > limits.MaxFiles)
            throw new ExportException($"{fileName} holds more than {limits.MaxFiles} files.");
        var read = 0;
        foreach (var entry in archive.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            var path = PathOf(fileName, entry);
            if (!IsRead(path))
                continue;
            if (entry.Length > limits.MaxCompression * Math.Max(entry.CompressedLength, 1024))
                throw new ExportException($"{path} in {fileName} unpacks to far more than it says.");
            read++;
            using var file = Unpack(fileName, entry);
            foreach (var row in ExportFile.Read(path, Limited(path, file)))
                yield return row;
        }

        if (read == 0)
            throw new ExportException($"{fileName} holds no file of a Letterboxd export.");
    }

    private static ZipArchive Open(string fileName, Stream content)
    {
        try
        {
            return new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException)
        {
            throw new ExportException($"{fileName} is no ZIP archive, or a broken one.");
        }
    }

    private static Stream Unpack(string fileName, ZipArchiveEntry entry)
    {
        try
        {
            return entry.Open();
        }
        catch (InvalidDataException)
        {
            throw new ExportException($"{entry.FullName} in {fileName} cannot be unpacked.");
        }
    }

    // Exports come with or without a folder around them.
    private static string PathOf(string fileName, ZipArchiveEntry entry)
    {
        var path = entry.FullName.Replace('\\', '/');
        if (path.StartsWith('/') || path.Contains(':', StringComparison.Ordinal) || path.Split('/').Contains(".."))
            throw new ExportException($"{fileName} holds a file with the path {entry.FullName}.");
        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            throw new ExportException($"{fileName} holds another archive, {entry.FullName}.");
        return path;
    }

    // Who unpacks the export sends all of it.
    private static bool IsPersonal(string fileName) =>
        fileName.Equals("profile.csv", StringComparison.OrdinalIgnoreCase) || fileName.Equals("comments.csv", StringComparison.OrdinalIgnoreCase);

    // What a person deleted is not theirs any more to Letterboxd; profile and comments say nothing about films.
    private static bool IsRead(string path)
    {
        if (!path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || path.Contains("__MACOSX/", StringComparison.Ordinal))
            return false;
        var folder = Path.GetFileName(Path.GetDirectoryName(path)) ?? "";
        var name = Path.GetFileNameWithoutExtension(path);
        return folder switch
        {
            "deleted" or "orphaned" => false,
            "likes" => name == "films",
            "lists" => true,
            _ => name is "watched" or "ratings" or "diary" or "reviews" or "watchlist",
        };
    }

    private ExportStream Limited(string path, Stream content) => new(content, count =>
    {
        _bytes += count;
        if (_bytes > limits.MaxBytes)
            throw new ExportException($"The upload is larger than {limits.MaxBytes >> 20} MB when unpacked ({path}).");
    });
}

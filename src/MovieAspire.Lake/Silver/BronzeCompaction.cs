using System.IO.Compression;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging;
using MovieAspire.Lake.Bronze;
using MovieAspire.Lake.Sql;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Silver;

/// <summary>
/// Merges the many small files of a past day into one: raw files by putting their gzip members one after the other, which
/// leaves every byte of every line as it was, and the parts by one COPY each. Names that tables hold stay valid: .done says
/// where the lines of an old file are now.
/// </summary>
public sealed partial class BronzeCompaction(LakeFolder lake, LakeDatabase database, TimeProvider time, ILogger<BronzeCompaction> logger)
{
    // No name of an unfinished raw file, whose lines would be saved at the next start: these are in the old files still. The next
    // compaction overwrites it.
    private const string Unfinished = "compaction.unfinished";

    /// <summary>Compacts every partition of a day before today that is staged as a whole and has more than one file.</summary>
    /// <returns>How many files there are less.</returns>
    /// <exception cref="LakeException">A partition cannot be compacted; the message names it, and it stays as it was.</exception>
    /// <exception cref="LakeBusyException">Another run writes the lake.</exception>
    public async Task<int> RunAsync(Guid runId, CancellationToken cancellationToken)
    {
        using var writer = lake.Lock(runId);
        using var session = database.Open();
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var removed = 0;
        foreach (var partition in BronzePartition.All(lake))
        {
            var isWhole = partition.State.Models == Staging.ModelsHash && partition.NewFiles.Count == 0
                && partition.State.Parts.SelectMany(part => part.Files).All(file => partition.Place(file) is not null);
            if (partition.Day >= today || !isWhole || (partition.State.Parts.Count <= 1 && partition.Files.Count <= 1))
                continue;
            try
            {
                removed += await CompactAsync(session, partition, runId, cancellationToken);
            }
            catch (Exception error) when (error is DuckDBException or IOException or InvalidDataException or UnauthorizedAccessException)
            {
                throw new LakeException($"{partition.Name} cannot be compacted: {error.Message}", error);
            }
        }

        return removed;
    }

    private async Task<int> CompactAsync(LakeSession session, BronzePartition partition, Guid runId, CancellationToken cancellationToken)
    {
        var folder = BronzeLayout.Partition(lake.Root, partition.Provider, partition.Day);
        var files = partition.State.Parts.SelectMany(part => part.Files).ToList();
        var current = files.Select(file => partition.Place(file)!.File).Distinct().Order(StringComparer.Ordinal).ToList();
        var name = SqlModel.HashOf($"{string.Join('\n', files)}\n{Staging.ModelsHash}");
        var merged = $"{current[0].Split('_')[0]}_{runId}_0001.ndjson.gz";
        var before = MergeRaw(folder, current, cancellationToken);
        var part = new StagedPart(name, files, runId, partition.State.Parts.Sum(old => old.Responses), partition.State.Parts.Sum(old => old.Rejected));
        await MergePartsAsync(session, partition, name, cancellationToken);

        // What was moved before stays known: a crash before the next line leaves the old files as they were, and the next compaction
        // does it again.
        var moved = new Dictionary<string, MovedFile>(partition.State.Moved ?? new Dictionary<string, MovedFile>());
        foreach (var (file, lines) in before)
            moved[file] = new(merged, lines);
        new PartitionState(partition.State.Models, [part], moved).Write(lake, partition.Provider, partition.Day);
        File.Move(Path.Combine(folder, Unfinished), Path.Combine(folder, merged));
        // From here on nobody needs the old ones; what a crash leaves is known as staged, and goes with the next compaction or retention.
        foreach (var file in current.Select(file => Path.Combine(folder, file)).Concat(OldParts(partition, name)))
            File.Delete(file);
        LogCompacted(partition.Name, current.Count, partition.State.Parts.Count);
        return current.Count - 1 + partition.State.Parts.Count - 1;
    }

    private static Dictionary<string, long> MergeRaw(string folder, List<string> files, CancellationToken cancellationToken)
    {
        var before = new Dictionary<string, long>();
        var lines = 0L;
        using var output = new FileStream(Path.Combine(folder, Unfinished), FileMode.Create, FileAccess.Write, FileShare.None);
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            before.Add(file, lines);
            using var input = File.OpenRead(Path.Combine(folder, file));
            input.CopyTo(output);
            input.Position = 0;
            lines += CountLines(input);
        }

        output.Flush(flushToDisk: true);
        return before;
    }

    private static long CountLines(Stream compressed)
    {
        using var gzip = new GZipStream(compressed, CompressionMode.Decompress, leaveOpen: true);
        var buffer = new byte[1 << 16];
        var lines = 0L;
        for (int read; (read = gzip.Read(buffer)) > 0;)
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        return lines;
    }

    private async Task MergePartsAsync(LakeSession session, BronzePartition partition, string name, CancellationToken cancellationToken)
    {
        var parts = partition.State.Parts.Where(part => part.Name != name).Select(part => part.Name).ToList();
        if (parts.Count == 0)
            return;
        var staged = lake.Full(PartitionState.Folder(partition.Provider, partition.Day));
        foreach (var kind in Staging.Of(partition.Provider).Select(model => model.Name).Append("rejected"))
            await MergeAsync(parts.Select(part => Path.Combine(staged, $"{part}.{kind}.parquet")), Path.Combine(staged, $"{name}.{kind}.parquet"));
        await MergeAsync(parts.Select(part => lake.Full(Staging.BodiesFile(partition.Name, part))), lake.Full(Staging.BodiesFile(partition.Name, name)));

        Task MergeAsync(IEnumerable<string> from, string to) => session.ExecuteAsync(
            $"COPY (FROM read_parquet({SqlText.List(from)}, union_by_name = true)) TO {SqlText.Literal(to)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480)",
            cancellationToken);
    }

    private IEnumerable<string> OldParts(BronzePartition partition, string name) =>
    [
        .. from folder in new[] { lake.Full(PartitionState.Folder(partition.Provider, partition.Day)), BronzeLayout.Partition(lake.Root, partition.Provider, partition.Day) }
           from file in Directory.EnumerateFiles(folder, "*.parquet")
           where !Path.GetFileName(file).StartsWith(name + ".", StringComparison.Ordinal)
           select file,
    ];

    [LoggerMessage(LogLevel.Information, "{Partition}: {Files} raw files and {Parts} parts are one each now")]
    private partial void LogCompacted(string partition, int files, int parts);
}

using System.Text.Json;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Bronze;

/// <summary>What one provider sent on one UTC day, and which of it has been staged.</summary>
public sealed record BronzePartition(string Provider, DateOnly Day, IReadOnlyList<string> Files, PartitionState State)
{
    /// <summary>As in messages and manifests: "tmdb/ingestion_date=2026-03-01".</summary>
    public string Name => FormattableString.Invariant($"{Provider}/ingestion_date={Day:yyyy-MM-dd}");

    /// <summary>Files of whole lines that no part holds yet.</summary>
    public IReadOnlyList<string> NewFiles => [.. Files.Except(State.Files)];

    /// <summary>
    /// Where a file's lines are now: in the file that it was merged into, perhaps by way of others, or in itself; null where bronze has
    /// lost them.
    /// </summary>
    public MovedFile? Place(string file) =>
        State.Moved?.GetValueOrDefault(file) is { } moved && moved.File != file && Place(moved.File) is { } place ? place with { LinesBefore = place.LinesBefore + moved.LinesBefore }
        : Files.Contains(file) ? new(file, 0) : null;

    /// <summary>All partitions of which there is something, in bronze or staged, by name.</summary>
    public static IReadOnlyList<BronzePartition> All(LakeFolder lake)
    {
        var bronze = Partitions(BronzeLayout.Root(lake.Root)).ToHashSet();
        return
        [
            .. bronze.Union(Partitions(Path.Combine(lake.Root, PartitionState.Staging)))
                .Order()
                .Select(partition => new BronzePartition(
                    partition.Provider, partition.Day,
                    bronze.Contains(partition) ? RawFiles(BronzeLayout.Partition(lake.Root, partition.Provider, partition.Day)) : [],
                    PartitionState.Read(lake, partition.Provider, partition.Day))),
        ];
    }

    private static IReadOnlyList<string> RawFiles(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, BronzeLayout.FilePattern).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<(string Provider, DateOnly Day)> Partitions(string root) => Directory.Exists(root)
        ? from provider in Directory.EnumerateDirectories(root)
          from folder in Directory.EnumerateDirectories(provider)
          let day = BronzeLayout.DayOf(folder)
          where day is not null
          select (Path.GetFileName(provider), day.Value)
        : [];
}

/// <summary>
/// staging/&lt;provider&gt;/ingestion_date=YYYY-MM-DD/.done: which files of bronze are in silver, and in which parts.
/// It outlives the files: what retention deleted is still known.
/// </summary>
/// <param name="Models">A hash over the staging SQL; with another one the files are staged anew.</param>
/// <param name="Parts">What was staged, oldest first.</param>
/// <param name="Moved">Where the lines of files that were merged are now, by the file's old name.</param>
public sealed record PartitionState(string Models, IReadOnlyList<StagedPart> Parts, IReadOnlyDictionary<string, MovedFile>? Moved = null)
{
    /// <summary>The folder in the lake.</summary>
    public const string Staging = "staging";

    /// <summary>All raw files that some part holds, by their old and new names.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<string> Files => Parts.SelectMany(part => part.Files).Concat(Moved?.Values.Select(moved => moved.File) ?? []).Distinct();

    /// <summary>The folder of a partition's parts, from the lake's root.</summary>
    public static string Folder(string provider, DateOnly day) =>
        FormattableString.Invariant($"{Staging}/{provider}/ingestion_date={day:yyyy-MM-dd}");

    /// <summary>The state as it was left; empty for a partition that was never staged.</summary>
    public static PartitionState Read(LakeFolder lake, string provider, DateOnly day)
    {
        var path = Path.Combine(lake.Full(Folder(provider, day)), ".done");
        return File.Exists(path)
            ? JsonSerializer.Deserialize<PartitionState>(File.ReadAllBytes(path), Manifest.Json)!
            : new("", []);
    }

    /// <summary>Makes it the state.</summary>
    public void Write(LakeFolder lake, string provider, DateOnly day) =>
        LakeFolder.Write(Path.Combine(lake.Full(Folder(provider, day)), ".done"), this);
}

/// <summary>A raw file that was merged into another one.</summary>
/// <param name="File">The name of the file that has its lines now.</param>
/// <param name="LinesBefore">How many lines stand before its first.</param>
public sealed record MovedFile(string File, long LinesBefore);

/// <summary>Some raw files of a partition, staged together.</summary>
/// <param name="Name">The part's files begin with it.</param>
/// <param name="Files">The raw files' names.</param>
/// <param name="RunId">The run that staged them.</param>
/// <param name="Responses">Responses that some model took, and lines that nobody could read.</param>
/// <param name="Rejected">Those of them that are in the quarantine.</param>
public sealed record StagedPart(string Name, IReadOnlyList<string> Files, Guid RunId, long Responses, long Rejected);

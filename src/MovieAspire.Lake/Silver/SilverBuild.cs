using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MovieAspire.Lake.Bronze;
using MovieAspire.Lake.Quality;
using MovieAspire.Lake.Sql;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Silver;

/// <summary>The stage "transform": bronze to silver.</summary>
public sealed partial class SilverBuild(
    LakeFolder lake, LakeDatabase database, Staging staging, QualityGate gate, IOptions<LakeOptions> options, TimeProvider time,
    ILogger<SilverBuild> logger)
{
    /// <summary>Silver's models in the order in which they are built: each after those that it reads.</summary>
    public static IReadOnlyList<SqlModel> Models { get; } = InOrder();

    private static string ModelsHash { get; } =
        SqlModel.HashOf(string.Join('\n', SqlModel.Embedded("silver").Select(model => model.Hash)));

    /// <summary>Whether there is anything to build silver of.</summary>
    public bool HasInput => BronzePartition.All(lake).Any(partition => partition.Files.Count > 0 || partition.State.Parts.Count > 0);

    /// <summary>Stages what is new in bronze and builds silver of all that was staged.</summary>
    /// <param name="runId">Recorded with everything that it makes.</param>
    /// <param name="cancellationToken">Ends it; nothing of it is visible then.</param>
    /// <param name="progress">Told what is being done: "tmdb/ingestion_date=2026-03-01", "credits".</param>
    /// <param name="threads">Null for Lake:Threads.</param>
    /// <exception cref="LakeException">What is broken and where; the last good silver stays.</exception>
    /// <exception cref="QualityException">A rule is broken; the last good silver stays.</exception>
    /// <exception cref="LakeBusyException">Another run writes the lake.</exception>
    public async Task<BuildResult> RunAsync(
        Guid runId, CancellationToken cancellationToken, IProgress<string>? progress = null, int? threads = null)
    {
        using var writer = lake.Lock(runId);
        using var session = database.Open(threads);
        var partitions = BronzePartition.All(lake);
        var staged = await StageAsync(session, partitions, runId, progress, cancellationToken);
        var last = lake.ReadManifest().Layer(LakeFolder.Silver);
        if (staged.All(partition => partition.Added is null) && last?.Models == ModelsHash)
            return new(last, null);
        await CheckRejectionsAsync(session, staged, runId, cancellationToken);

        var folder = lake.NewVersion(LakeFolder.Silver, runId, out var version);
        try
        {
            var inputs = Inputs(staged);
            await UseStagedAsync(session, staged, cancellationToken);
            var tables = await BuildAsync(session, version, runId, progress, cancellationToken);
            progress?.Report("quality");
            var report = await gate.CheckAsync(session, LakeFolder.Silver, Models, tables, runId, cancellationToken);
            var manifest = new LayerManifest(LakeFolder.Silver, version, runId, time.GetUtcNow(), session.Engine, ModelsHash, inputs, tables);
            lake.Publish(manifest);
            foreach (var partition in staged.Where(partition => partition.Added is not null))
                partition.State.Write(lake, partition.Partition.Provider, partition.Partition.Day);
            LogBuilt(version, tables.Sum(table => table.Rows), report.Results.Count);
            return new(manifest, report);
        }
        catch
        {
            lake.Abandon(LakeFolder.Silver, version);
            throw;
        }
    }

    private async Task<List<StagedPartition>> StageAsync(
        LakeSession session, IReadOnlyList<BronzePartition> partitions, Guid runId, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var staged = new List<StagedPartition>();
        foreach (var partition in partitions)
        {
            var kept = partition.State;
            // Other SQL than what staged it: anew, as far as bronze still has the files.
            if (kept.Models != Staging.ModelsHash)
                kept = Restaged(partition);
            var files = partition.Files.Except(kept.Files).ToList();
            RemoveOrphans(partition, kept);
            if (files.Count == 0)
            {
                staged.Add(new(partition, kept, null));
                continue;
            }

            progress?.Report(partition.Name);
            try
            {
                var added = await staging.StageAsync(session, partition, files, runId, cancellationToken);
                staged.Add(new(partition, kept with { Parts = [.. kept.Parts, added] }, added));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new LakeException($"{partition.Name} cannot be staged: {error.Message}", error);
            }
        }

        return staged;
    }

    // The parts whose raw files retention has taken stay as they are; of all others nothing is left.
    private static PartitionState Restaged(BronzePartition partition)
    {
        var kept = partition.State.Parts.Where(part => !part.Files.All(file => partition.Place(file) is not null)).ToList();
        return new(Staging.ModelsHash, kept, kept.Count > 0 ? partition.State.Moved : null);
    }

    // What a run staged that failed afterwards is staged again.
    private void RemoveOrphans(BronzePartition partition, PartitionState kept)
    {
        var known = kept.Parts.Concat(partition.State.Parts).Select(part => part.Name).ToHashSet();
        string[] folders =
        [
            lake.Full(PartitionState.Folder(partition.Provider, partition.Day)),
            BronzeLayout.Partition(lake.Root, partition.Provider, partition.Day),
        ];
        foreach (var file in folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.parquet")))
        {
            if (!known.Contains(Path.GetFileName(file).Split('.')[0]))
                File.Delete(file);
        }
    }

    // Before anything is built: what is rejected would be missing in all tables.
    private async Task CheckRejectionsAsync(LakeSession session, List<StagedPartition> staged, Guid runId, CancellationToken cancellationToken)
    {
        var broken = staged.Where(partition => partition.Added is { } added && added.Rejected > added.Responses * options.Value.MaxRejectionRate).ToList();
        if (broken.Count == 0)
            return;
        var (results, reasons) = (new List<QualityResult>(), new List<string>());
        foreach (var (partition, _, added) in broken)
        {
            var file = lake.Full($"{PartitionState.Folder(partition.Provider, partition.Day)}/{added!.Name}.rejected.parquet");
            var sample = await session.QueryAsync(
                $"SELECT to_json({{file: bronze_file, line: line, reason: reason}})::VARCHAR, bronze_file || ' line ' || line || ': ' || reason FROM {SqlText.Literal(file)} ORDER BY bronze_file, line LIMIT 3",
                row => (Json: row.GetString(0), Text: row.GetString(1)), cancellationToken);
            results.Add(new(
                FormattableString.Invariant($"At most {options.Value.MaxRejectionRate:P0} of the new responses of {partition.Name} are rejected"), "quarantine", "validity", "error",
                Passed: false, added.Rejected, added.Responses, [.. sample.Select(row => row.Json)]));
            reasons.Add(FormattableString.Invariant(
                $"{partition.Name}: {added.Rejected} of {added.Responses} responses are rejected, more than Lake:MaxRejectionRate ({options.Value.MaxRejectionRate:0.##}) allows. {string.Join("; ", sample.Select(row => row.Text))}"));
        }

        throw new QualityException(gate.Report(LakeFolder.Silver, results, runId), string.Join(" ", reasons));
    }

    private static List<InputManifest> Inputs(List<StagedPartition> staged) =>
    [
        .. staged.Where(partition => partition.State.Parts.Count > 0).Select(partition => new InputManifest(
            $"bronze/{partition.Partition.Name}",
            SqlModel.HashOf(string.Join('\n', partition.State.Files.Order(StringComparer.Ordinal))),
            partition.State.Parts.Sum(part => part.Responses), partition.State.Parts.Sum(part => part.Rejected))),
    ];

    private async Task UseStagedAsync(LakeSession session, List<StagedPartition> staged, CancellationToken cancellationToken)
    {
        foreach (var model in Staging.Models)
        {
            var files = Files(model.Name, partition => Staging.Of(partition.Provider).Contains(model));
            var columns = string.Join(", ", model.Head.Columns.Keys.Select(SqlText.Name));
            await session.ExecuteAsync(
                files.Count > 0
                    ? $"CREATE TEMP VIEW {model.Name} AS SELECT {columns}, part, part_row FROM (SELECT *, file_row_number AS part_row FROM read_parquet("
                        + $"{SqlText.List(files)}, filename = 'part', file_row_number = true, union_by_name = true)) WHERE len({DeclaredSchema.Reasons}) = 0"
                    : $"CREATE TEMP TABLE {model.Name} ({string.Join(", ", model.Head.Columns.Select(column => $"{SqlText.Name(column.Key)} {column.Value.Type}"))}, part VARCHAR, part_row BIGINT)",
                cancellationToken);
        }

        var rejected = Files("rejected", _ => true);
        await session.ExecuteAsync(
            rejected.Count > 0
                ? $"CREATE TEMP VIEW rejected_lines AS FROM read_parquet({SqlText.List(rejected)})"
                : "CREATE TEMP TABLE rejected_lines (bronze_file VARCHAR, line BIGINT, provider VARCHAR, ingestion_date DATE, content_hash VARCHAR, reason VARCHAR, excerpt VARCHAR)",
            cancellationToken);

        List<string> Files(string what, Func<BronzePartition, bool> has) =>
        [
            .. from partition in staged
               where has(partition.Partition)
               from part in partition.State.Parts
               select lake.Full($"{PartitionState.Folder(partition.Partition.Provider, partition.Partition.Day)}/{part.Name}.{what}.parquet"),
        ];
    }

    private async Task<List<TableManifest>> BuildAsync(
        LakeSession session, string version, Guid runId, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var tables = new List<TableManifest>();
        foreach (var model in Models)
        {
            progress?.Report(model.Name);
            var table = await LakeException.NameAsync(
                $"silver/{model.Name} cannot be built", () => BuildAsync(session, model, version, runId, cancellationToken));
            if (table is not null)
                tables.Add(table);
        }

        return tables;
    }

    /// <returns>Null for an intermediate table, which is not kept.</returns>
    private async Task<TableManifest?> BuildAsync(
        LakeSession session, SqlModel model, string version, Guid runId, CancellationToken cancellationToken)
    {
        if (model.Name.StartsWith("int_", StringComparison.Ordinal))
        {
            await session.ExecuteAsync($"CREATE TEMP TABLE {model.Name} AS {model.Sql}", cancellationToken);
            return null;
        }

        var file = $"{LakeFolder.Silver}/{version}/{model.Name}.parquet";
        var table = await TableWriter.WriteAsync(session, model, model.Sql, lake, file, runId, cancellationToken);
        await session.ExecuteAsync($"CREATE TEMP VIEW {SqlText.Name(model.Name)} AS FROM read_parquet({SqlText.Literal(lake.Full(file))})", cancellationToken);
        return table;
    }

    // A model may read another one by its name; parsing needs no tables, so this is done once.
    private static List<SqlModel> InOrder()
    {
        using var session = new LakeSession("Data Source=:memory:");
        var waiting = SqlModel.Embedded("silver").Where(model => !model.Name.StartsWith("stg_", StringComparison.Ordinal))
            .Select(model => (Model: model, Inputs: TableWriter.InputsAsync(session, model.Sql, CancellationToken.None).GetAwaiter().GetResult()))
            .ToList();
        var ordered = new List<SqlModel>();
        while (waiting.Count > 0)
        {
            var next = waiting.FindIndex(item => !item.Inputs.Any(input => waiting.Any(other => other.Model.Name == input)));
            if (next < 0)
                throw new InvalidDataException($"The models {string.Join(", ", waiting.Select(item => item.Model.Name))} read each other in a circle.");
            ordered.Add(waiting[next].Model);
            waiting.RemoveAt(next);
        }

        return ordered;
    }

    [LoggerMessage(LogLevel.Information, "Silver {Version}: {Rows} rows, {Rules} rules checked")]
    private partial void LogBuilt(string version, long rows, int rules);

    private sealed record StagedPartition(BronzePartition Partition, PartitionState State, StagedPart? Added);
}

using DuckDB.NET.Data;
using Microsoft.Extensions.Logging;
using MovieAspire.Lake.Bronze;
using MovieAspire.Lake.Sql;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Silver;

/// <summary>
/// The first step to silver: the new raw files of a partition become one Parquet file of bodies, and one of typed rows for
/// each staging model of the provider (stg_tmdb_movies and so on), rejected rows with their reasons beside.
/// </summary>
public sealed partial class Staging(LakeFolder lake, ILogger<Staging> logger)
{
    // Of what is written once and mostly read once, the level that costs least.
    private const string Compression = "COMPRESSION zstd, COMPRESSION_LEVEL 1";

    /// <summary>The staging models: stg_&lt;provider&gt;_&lt;what&gt;.</summary>
    public static IReadOnlyList<SqlModel> Models { get; } =
        [.. SqlModel.Embedded("silver").Where(model => model.Name.StartsWith("stg_", StringComparison.Ordinal))];

    /// <summary>Changes when any staging model does.</summary>
    public static string ModelsHash { get; } = SqlModel.HashOf(string.Join('\n', Models.Select(model => model.Hash)));

    /// <summary>The staging models of a provider.</summary>
    public static IEnumerable<SqlModel> Of(string provider) =>
        Models.Where(model => model.Name.StartsWith($"stg_{provider}_", StringComparison.Ordinal));

    /// <summary>Stages files of a partition; nothing of it counts before the partition's state names the part.</summary>
    /// <exception cref="LakeException">The partition cannot be read; the message names the file.</exception>
    public async Task<StagedPart> StageAsync(
        LakeSession session, BronzePartition partition, IReadOnlyList<string> files, Guid runId, CancellationToken cancellationToken)
    {
        var name = SqlModel.HashOf(string.Join('\n', files) + ModelsHash);
        var folder = PartitionState.Folder(partition.Provider, partition.Day);
        Directory.CreateDirectory(lake.Full(folder));
        var raw = files.ToDictionary(
            file => Path.Combine(BronzeLayout.Partition(lake.Root, partition.Provider, partition.Day), file),
            file => $"bronze/{partition.Name}/{file}");
        try
        {
            var problems = await ReadBodiesAsync(session, partition, raw, name, cancellationToken);
            var (responses, rejected) = await TypeAsync(session, partition, $"{folder}/{name}", problems, cancellationToken);
            LogStaged(partition.Name, files.Count, responses, rejected);
            return new(name, files, runId, responses, rejected);
        }
        catch (DuckDBException error)
        {
            throw new LakeException($"{partition.Name} cannot be staged: {error.Message}", error);
        }
    }

    /// <summary>The bodies of a part as Parquet, which also is what one reads bronze by.</summary>
    internal static string BodiesFile(string partition, string part) => $"bronze/{partition}/{part}.parquet";

    private async Task<Dictionary<string, string>> ReadBodiesAsync(
        LakeSession session, BronzePartition partition, Dictionary<string, string> raw, string part, CancellationToken cancellationToken)
    {
        var problems = new Dictionary<string, string>();
        try
        {
            await CopyBodiesAsync(session, partition, raw, part, cancellationToken);
        }
        catch (DuckDBException error)
        {
            // A damaged file stops DuckDB: its whole lines are read from a copy, and what is lost goes to the quarantine.
            var whole = Salvage(raw, problems, cancellationToken);
            if (problems.Count == 0)
                throw;
            LogDamaged(error, partition.Name, string.Join("; ", problems.Select(problem => $"{problem.Key} {problem.Value}")));
            await CopyBodiesAsync(session, partition, whole, part, cancellationToken);
        }

        return problems;
    }

    private async Task CopyBodiesAsync(
        LakeSession session, BronzePartition partition, Dictionary<string, string> raw, string part, CancellationToken cancellationToken)
    {
        var names = string.Join(", ", raw.Select(file => $"({SqlText.Literal(file.Key)}, {SqlText.Literal(file.Value)})"));
        var target = SqlText.Literal(lake.Full(BodiesFile(partition.Name, part)));
        // A line that cannot be read is a row of nulls but for the file's name; it is named exactly later.
        await session.ExecuteAsync(
            $$"""
            CREATE OR REPLACE TEMP TABLE raw_files (path VARCHAR, bronze_file VARCHAR);
            INSERT INTO raw_files VALUES {{names}};
            COPY (
              SELECT bronze_file, content_hash, run_id, ingested_at AS ingestion_timestamp, request AS source_url, status,
                body, body_base64
              FROM read_json({{SqlText.List(raw.Keys)}}, format = 'newline_delimited', ignore_errors = true, filename = 'path',
                maximum_object_size = 67108864, columns = {run_id: 'VARCHAR', ingested_at: 'VARCHAR', request: 'VARCHAR',
                status: 'VARCHAR', content_hash: 'VARCHAR', body: 'VARCHAR', body_base64: 'VARCHAR'})
              JOIN raw_files USING (path)
            ) TO {{target}} (FORMAT parquet, {{Compression}}, ROW_GROUP_SIZE 20480);
            CREATE OR REPLACE TEMP VIEW bronze_responses AS
              SELECT * REPLACE (TRY_CAST(status AS INTEGER) AS status) FROM read_parquet({{target}}) WHERE content_hash IS NOT NULL;
            CREATE OR REPLACE TEMP VIEW unreadable_lines AS FROM read_parquet({{target}}) WHERE content_hash IS NULL;
            """,
            cancellationToken);
    }

    private Dictionary<string, string> Salvage(
        Dictionary<string, string> raw, Dictionary<string, string> problems, CancellationToken cancellationToken)
    {
        var whole = new Dictionary<string, string>();
        foreach (var (path, name) in raw)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var copy = Path.Combine(lake.Scratch, "salvaged", name + ".ndjson");
            if (BronzeLines.Salvage(path, copy) is { } problem)
            {
                problems.Add(name, problem);
                whole.Add(copy, name);
            }
            else
            {
                File.Delete(copy);
                whole.Add(path, name);
            }
        }

        return whole;
    }

    private async Task<(long Responses, long Rejected)> TypeAsync(
        LakeSession session, BronzePartition partition, string path, Dictionary<string, string> damaged, CancellationToken cancellationToken)
    {
        var models = Of(partition.Provider).ToList();
        var (responses, rejections) = (0L, new List<Rejection>());
        foreach (var model in models)
        {
            var file = SqlText.Literal(lake.Full($"{path}.{model.Name}.parquet"));
            await session.ExecuteAsync(
                $"COPY ({DeclaredSchema.Checked(model)}) TO {file} (FORMAT parquet, {Compression}, ROW_GROUP_SIZE 40960)", cancellationToken);
            responses += await session.ScalarAsync<long>($"SELECT count(*) FROM {file}", cancellationToken);
            rejections.AddRange(await session.QueryAsync(
                $"SELECT bronze_file, content_hash, list_aggregate({DeclaredSchema.Reasons}, 'string_agg', '; ') FROM {file} WHERE len({DeclaredSchema.Reasons}) > 0",
                row => new Rejection(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2)), cancellationToken));
        }

        var unreadable = models.Count == 0 ? [] : await session.QueryAsync(
            "SELECT DISTINCT bronze_file FROM unreadable_lines", row => row.GetString(0), cancellationToken);
        var quarantine = new Quarantine(lake);
        var located = quarantine.Locate(rejections, [.. unreadable, .. damaged.Keys], cancellationToken);
        await quarantine.WriteAsync(session, partition, located, $"{path}.rejected.parquet", cancellationToken);
        return (responses + located.Count(row => row.ContentHash is null), located.Count);
    }

    [LoggerMessage(LogLevel.Information, "{Partition}: {Files} files staged, {Responses} responses, {Rejected} rejected")]
    private partial void LogStaged(string partition, int files, long responses, long rejected);

    [LoggerMessage(LogLevel.Error, "{Partition} has damaged files: {Problems}")]
    private partial void LogDamaged(Exception error, string partition, string problems);
}

using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Sql;

/// <summary>Writes a query as one Parquet file in a fixed order, with where it comes from in the file's own metadata.</summary>
public static partial class TableWriter
{
    /// <param name="session">Where the query's tables are.</param>
    /// <param name="model">The model; its hash and inputs are recorded.</param>
    /// <param name="sql">What is written; the model's own SQL, or that wrapped.</param>
    /// <param name="lake">The lake's folder.</param>
    /// <param name="file">The path in the lake.</param>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<TableManifest> WriteAsync(
        LakeSession session, SqlModel model, string sql, LakeFolder lake, string file, Guid runId, CancellationToken cancellationToken)
    {
        var path = lake.Full(file);
        var inputs = await InputsAsync(session, model.Sql, cancellationToken);
        // No clock time in it: the same rows of the same run are the same file.
        var metadata = $"{{run_id: '{runId}', model: {SqlText.Literal(model.Name)}, model_hash: '{model.Hash}', "
            + $"engine: '{session.Engine}', inputs: {SqlText.Literal(string.Join(", ", inputs))}}}";
        await session.ExecuteAsync(
            $"COPY (SELECT {string.Join(", ", model.Head.Columns.Keys.Select(SqlText.Name))} FROM ({sql}\n) ORDER BY {model.OrderBy}) "
            + $"TO {SqlText.Literal(path)} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {metadata})", cancellationToken);
        var (rows, hash) = await HashAsync(session, path, cancellationToken);
        return new(model.Name, file, rows, hash, new FileInfo(path).Length, model.Hash, inputs);
    }

    /// <summary>How many rows a file has, and a hash over them and their places.</summary>
    public static async Task<(long Rows, string Hash)> HashAsync(LakeSession session, string path, CancellationToken cancellationToken) =>
        (await session.QueryAsync(
            "SELECT count(*), coalesce(sum(hash(t, file_row_number)::HUGEINT), 0) FROM (SELECT t, file_row_number FROM "
            + $"read_parquet({SqlText.Literal(path)}, file_row_number = true) t)",
            row => (row.GetInt64(0), ((BigInteger)row.GetValue(1)).ToString("x32", CultureInfo.InvariantCulture)[^32..]),
            cancellationToken))[0];

    /// <summary>The tables that a query reads, as DuckDB's parser sees them.</summary>
    internal static async Task<IReadOnlyList<string>> InputsAsync(LakeSession session, string sql, CancellationToken cancellationToken)
    {
        var tree = await session.ScalarAsync<string>($"SELECT json_serialize_sql({SqlText.Literal(sql)})::VARCHAR", cancellationToken) ?? "";
        var named = NamedQuery().Matches(tree).Select(match => match.Groups[1].Value).ToHashSet();
        return [.. TableName().Matches(tree).Select(match => match.Groups[1].Value).Where(name => !named.Contains(name)).Distinct().Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex("\"type\":\"BASE_TABLE\"[^{}]*?\"table_name\":\"([^\"]+)\"")]
    private static partial Regex TableName();

    [GeneratedRegex("\"key\":\"([^\"]+)\",\"value\":\\{\"aliases\"")]
    private static partial Regex NamedQuery();
}

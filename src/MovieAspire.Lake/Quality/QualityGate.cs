using System.Globalization;
using MovieAspire.Lake.Sql;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Quality;

/// <summary>
/// Checks a layer before it is published: what its models declare (grain, required columns, ranges, their own tests), then
/// the rules of rules.yaml. The tables are views of the session; so are <c>last_counts</c> and <c>current_counts</c>.
/// </summary>
public sealed class QualityGate(LakeFolder lake, TimeProvider time)
{
    private const int SampleRows = 5;

    // Of each layer: three months of daily runs.
    private const int KeptReports = 100;

    /// <summary>Checks, and writes what came out to <c>quality/&lt;run&gt;.&lt;layer&gt;.json</c> and <c>quality/&lt;layer&gt;.html</c>.</summary>
    /// <exception cref="QualityException">A rule of severity error is broken.</exception>
    public async Task<QualityReport> CheckAsync(
        LakeSession session, string layer, IReadOnlyList<SqlModel> models, IReadOnlyList<TableManifest> tables, Guid runId,
        CancellationToken cancellationToken)
    {
        await PrepareAsync(session, layer, tables, cancellationToken);
        var rows = tables.ToDictionary(table => table.Name, table => table.Rows);
        var results = new List<QualityResult>();
        // A limit that is no number in a KPI of a user, a full disk: it is told which check it was.
        foreach (var model in models.Where(model => rows.ContainsKey(model.Name)))
            results.AddRange(await LakeException.NameAsync($"{layer}/{model.Name} cannot be checked", () => DeclaredAsync(session, model, rows, cancellationToken)));
        foreach (var rule in QualityRule.Declared.Where(rule => rule.Layer == layer))
            results.Add(await LakeException.NameAsync($"The rule \"{rule.Name}\" cannot be checked", () => QueryAsync(session, rule, rows, cancellationToken)));
        var report = Report(layer, results, runId);
        return report.Breaches.Any() ? throw new QualityException(report) : report;
    }

    /// <summary>Writes down what was checked, by this gate or before it.</summary>
    internal QualityReport Report(string layer, IReadOnlyList<QualityResult> results, Guid runId)
    {
        var report = new QualityReport(layer, runId, time.GetUtcNow(), results);
        var folder = Path.Combine(lake.Root, "quality");
        LakeFolder.Write(Path.Combine(folder, $"{runId}.{layer}.json"), report);
        QualityPage.Write(Path.Combine(folder, $"{layer}.html"), report);
        foreach (var old in new DirectoryInfo(folder).GetFiles($"*.{layer}.json").OrderByDescending(file => file.LastWriteTimeUtc).Skip(KeptReports))
            old.Delete();
        return report;
    }

    private static async Task<List<QualityResult>> DeclaredAsync(
        LakeSession session, SqlModel model, Dictionary<string, long> rows, CancellationToken cancellationToken)
    {
        List<QualityResult> results = [await UniqueAsync(session, model, rows[model.Name], cancellationToken)];
        results.AddRange(await ColumnsAsync(session, model, rows[model.Name], cancellationToken));
        foreach (var test in model.Head.Tests)
            results.Add(await QueryAsync(session, new() { Name = test.Name, Table = model.Name, Dimension = "validity", Severity = test.Severity, Sql = test.Sql }, rows, cancellationToken));
        return results;
    }

    private async Task PrepareAsync(
        LakeSession session, string layer, IReadOnlyList<TableManifest> tables, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        await session.ExecuteAsync(
            $"SET VARIABLE now = TIMESTAMPTZ '{now}+00';"
            + Counts("last_counts", lake.ReadManifest().Layer(layer)?.Tables ?? []) + Counts("current_counts", tables), cancellationToken);

        static string Counts(string name, IReadOnlyList<TableManifest> tables) =>
            $"CREATE OR REPLACE TEMP TABLE {name} (\"table\" VARCHAR, rows BIGINT);" + (tables.Count == 0 ? "" : $"INSERT INTO {name} VALUES "
            + string.Join(", ", tables.Select(table => FormattableString.Invariant($"({SqlText.Literal(table.Name)}, {table.Rows})"))) + ";");
    }

    private static async Task<QualityResult> UniqueAsync(LakeSession session, SqlModel model, long rows, CancellationToken cancellationToken)
    {
        var grain = model.Head.Grain.Select(SqlText.Name).ToList();
        // A file in the order of its grain has equal ones side by side.
        var sql = model.Head.Order.Count == 0
            ? $"SELECT count(*) FROM (SELECT {string.Join(" AND ", grain.Select(name => $"{name} = lag({name}) OVER ()"))} AS again FROM {SqlText.Name(model.Name)}) WHERE again"
            : $"SELECT count(*) - count(DISTINCT row({string.Join(", ", grain)})) FROM {SqlText.Name(model.Name)}";
        var twice = await session.ScalarAsync<long>(sql, cancellationToken);
        return new($"{string.Join(", ", model.Head.Grain)} is unique", model.Name, "uniqueness", "error", twice == 0, twice, rows, []);
    }

    // One pass over a table for all that its columns declare.
    private static async Task<List<QualityResult>> ColumnsAsync(LakeSession session, SqlModel model, long rows, CancellationToken cancellationToken)
    {
        var checks = new List<(string Rule, string Dimension, string Offends)>();
        foreach (var (name, column) in model.Head.Columns)
        {
            var quoted = SqlText.Name(name);
            if (column.Required)
                checks.Add(($"{name} is there", "completeness", $"{quoted} IS NULL"));
            if (column.Min is not null || column.Max is not null)
            {
                var bounds = new[] { (column.Min, Sign: "<"), (column.Max, Sign: ">") }.Where(bound => bound.Item1 is not null)
                    .Select(bound => $"{quoted} {bound.Sign} CAST({SqlText.Literal(bound.Item1!)} AS {column.Type})");
                checks.Add(($"{name} is {(column.Min, column.Max) switch { (null, var max) => $"at most {max}", (var min, null) => $"at least {min}", var (min, max) => $"from {min} to {max}" }}",
                    "validity", string.Join(" OR ", bounds)));
            }
        }

        if (checks.Count == 0)
            return [];
        var counts = await session.QueryAsync(
            $"SELECT {string.Join(", ", checks.Select(check => $"count(*) FILTER ({check.Offends})"))} FROM {SqlText.Name(model.Name)}",
            row => Enumerable.Range(0, row.FieldCount).Select(row.GetInt64).ToArray(), cancellationToken);
        return [.. checks.Zip(counts[0], (check, offending) =>
            new QualityResult(check.Rule, model.Name, check.Dimension, "error", offending == 0, offending, rows, []))];
    }

    private static async Task<QualityResult> QueryAsync(
        LakeSession session, QualityRule rule, Dictionary<string, long> rows, CancellationToken cancellationToken)
    {
        var offending = await session.ScalarAsync<long>($"SELECT count(*) FROM ({rule.Sql})", cancellationToken);
        var sample = offending == 0 ? [] : await session.QueryAsync(
            FormattableString.Invariant($"SELECT to_json(offending)::VARCHAR AS row FROM ({rule.Sql}) AS offending ORDER BY row LIMIT {SampleRows}"),
            row => row.GetString(0), cancellationToken);
        var all = rows.GetValueOrDefault(rule.Table);
        return new(rule.Name, rule.Table, rule.Dimension, rule.Severity, offending <= rule.Tolerated * all, offending, all, sample);
    }
}

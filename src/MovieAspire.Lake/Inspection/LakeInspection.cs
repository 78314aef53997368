using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using MovieAspire.Lake.Bronze;
using MovieAspire.Lake.Sql;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Inspection;

/// <summary>How a result is written.</summary>
public enum ResultFormat
{
    /// <summary>Columns in line, for a terminal.</summary>
    Table,

    /// <summary>RFC 4180.</summary>
    Csv,

    /// <summary>An array of objects.</summary>
    Json,
}

/// <summary>A query was refused or failed; the message says why.</summary>
public sealed class InspectionException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// Answers questions to the lake, and changes nothing: silver's and gold's tables are views, and so is <c>bronze</c> (every
/// body with its provider and day).
/// </summary>
public sealed class LakeInspection(LakeFolder lake, LakeDatabase database)
{
    private const int WidestColumn = 60;

    /// <summary>Runs one SELECT (also DESCRIBE, SUMMARIZE, SHOW TABLES) and writes its rows.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="format">How the rows are written.</param>
    /// <param name="output">Where to; a table is written when all rows are known.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many rows there were.</returns>
    /// <exception cref="InspectionException">It is no query, it fails, or it takes too long.</exception>
    public async Task<long> QueryAsync(
        string sql, ResultFormat format, TextWriter output, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            using var session = database.Open();
            await PrepareAsync(session, limit.Token);
            var query = sql.Trim().TrimEnd(';');
            await RefuseAllButQueriesAsync(session, query, limit.Token);
            return format switch
            {
                ResultFormat.Json => await WriteJsonAsync(session, query, output, limit.Token),
                ResultFormat.Csv => await WriteCsvAsync(session, query, output, limit.Token),
                _ => await WriteTableAsync(session, query, output, limit.Token),
            };
        }
        catch (DuckDBException error)
        {
            throw new InspectionException(error.Message, error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InspectionException(string.Create(CultureInfo.InvariantCulture, $"The query took longer than {timeout.TotalSeconds:0.#} s and was stopped."));
        }
    }

    private async Task PrepareAsync(LakeSession session, CancellationToken cancellationToken)
    {
        var manifest = lake.ReadManifest();
        foreach (var table in manifest.Layers.Where(layer => layer.Key is LakeFolder.Silver or LakeFolder.Gold).SelectMany(layer => layer.Value.Tables))
            await session.ExecuteAsync($"CREATE VIEW {SqlText.Name(table.Name)} AS FROM read_parquet({SqlText.Literal(lake.Full(table.File))})", cancellationToken);
        var bodies = Path.Combine(BronzeLayout.Root(lake.Root), "*", "ingestion_date=*", "*.parquet");
        if (BronzePartition.All(lake).Any(partition => partition.State.Parts.Count > 0 && partition.Files.Count > 0))
        {
            await session.ExecuteAsync(
                "CREATE VIEW bronze AS SELECT split_part(bronze_file, '/', 2) AS provider, ingestion_date, * EXCLUDE (ingestion_date) "
                + $"FROM read_parquet({SqlText.Literal(bodies)}, hive_partitioning = true) WHERE content_hash IS NOT NULL", cancellationToken);
        }

        // From here on only the lake can be read, nothing else of the machine, and no setting changed.
        await session.ExecuteAsync(
            $"SET allowed_directories = [{SqlText.Literal(lake.Root + "/")}]; SET enable_external_access = false; SET lock_configuration = true", cancellationToken);
    }

    // DuckDB's own parser decides: only what reads has such a form.
    private static async Task RefuseAllButQueriesAsync(LakeSession session, string sql, CancellationToken cancellationToken)
    {
        var problem = await session.ScalarAsync<string>(
            $"SELECT json_extract_string(tree, '$.error_message') FROM (SELECT json_serialize_sql({SqlText.Literal(sql)}) AS tree) WHERE tree->>'error' = 'true'",
            cancellationToken);
        if (problem is not null)
        {
            throw new InspectionException(problem.StartsWith("Only SELECT", StringComparison.Ordinal)
                ? "Only queries are answered here: SELECT, FROM, WITH, DESCRIBE, SUMMARIZE, SHOW TABLES." : problem);
        }

        var count = await session.ScalarAsync<long>(
            $"SELECT json_array_length(json_serialize_sql({SqlText.Literal(sql)}), '$.statements')::BIGINT", cancellationToken);
        if (count != 1)
            throw new InspectionException("One query at a time.");
    }

    private static async Task<long> WriteJsonAsync(LakeSession session, string sql, TextWriter output, CancellationToken cancellationToken)
    {
        var rows = 0L;
        await output.WriteAsync('[');
        await session.ReadAsync($"SELECT to_json(answer)::VARCHAR FROM ({sql}\n) AS answer", reader =>
        {
            output.Write(rows++ == 0 ? "\n  " : ",\n  ");
            output.Write(reader.GetString(0));
        }, cancellationToken);
        await output.WriteLineAsync(rows == 0 ? "]" : "\n]");
        return rows;
    }

    private static async Task<long> WriteCsvAsync(LakeSession session, string sql, TextWriter output, CancellationToken cancellationToken)
    {
        var rows = 0L;
        await output.WriteAsync(string.Join(',', (await ColumnsAsync(session, sql, cancellationToken)).Select(Csv)) + "\r\n");
        await session.ReadAsync(AsText(sql), reader =>
        {
            output.Write(string.Join(',', Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "" : Csv(reader.GetString(column)))) + "\r\n");
            rows++;
        }, cancellationToken);
        return rows;
    }

    private static async Task<long> WriteTableAsync(LakeSession session, string sql, TextWriter output, CancellationToken cancellationToken)
    {
        var columns = await ColumnsAsync(session, sql, cancellationToken);
        var rows = new List<string[]>();
        await session.ReadAsync(AsText(sql), reader => rows.Add(
            [.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "" : Cell(reader.GetString(column)))]), cancellationToken);
        var widths = columns.Select((name, column) => rows.Select(row => row[column].Length).Append(name.Length).Max()).ToArray();
        await output.WriteLineAsync(Line(columns, widths));
        await output.WriteLineAsync(string.Join("-+-", widths.Select(width => new string('-', width))));
        foreach (var row in rows)
            await output.WriteLineAsync(Line(row, widths));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"({rows.Count} {(rows.Count == 1 ? "row" : "rows")})"));
        return rows.Count;
    }

    private static Task<List<string>> ColumnsAsync(LakeSession session, string sql, CancellationToken cancellationToken) =>
        session.QueryAsync($"SELECT column_name FROM (DESCRIBE FROM ({sql}\n))", row => row.GetString(0), cancellationToken);

    private static string AsText(string sql) => $"SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ({sql}\n)";

    private static string Line(IEnumerable<string> cells, int[] widths) => string.Join(" | ", cells.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd();

    private static string Cell(string text)
    {
        var line = new StringBuilder(text).Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ').ToString();
        return line.Length > WidestColumn ? line[..(WidestColumn - 3)] + "..." : line;
    }

    private static string Csv(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

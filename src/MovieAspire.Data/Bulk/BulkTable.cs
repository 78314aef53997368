using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace MovieAspire.Data;

/// <summary>
/// Set-based writes of one table: rows are copied into a temporary table by the binary COPY protocol,
/// then one statement inserts what is new and updates what differs. Rows that are the same are neither
/// written nor locked. Rows are written in the order of their keys, so that writers that run at once
/// cannot deadlock on one table. Every call must be inside a transaction.
/// </summary>
/// <typeparam name="T">The entity, mapped by <see cref="MovieDbContext"/>.</typeparam>
[SuppressMessage("Security", "CA2100", Justification = "The SQL is made of the model's own names.")]
public sealed class BulkTable<T> where T : class
{
    private readonly string _table;
    private readonly string[] _keys;
    private readonly BulkColumn[] _columns;
    private readonly string _stageSql;
    private readonly string _copySql;
    private readonly string _upsertSql;

    /// <summary>Prepares the statements.</summary>
    /// <param name="model">The model that maps the entity.</param>
    /// <param name="only">Columns that this writer writes, keys included; all when null.</param>
    /// <param name="stamps">Columns that are written with a change, but are no change by themselves, such as updated_at.</param>
    public BulkTable(IModel model, string[]? only = null, string[]? stamps = null)
    {
        var entity = model.FindEntityType(typeof(T))
            ?? throw new ArgumentException($"{typeof(T).Name} is not mapped.", nameof(model));
        _table = $"{entity.GetSchema()}.{entity.GetTableName()}";
        StageName = $"stage_{entity.GetTableName()}";
        _keys = [.. entity.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName())];
        _columns =
        [
            .. entity.GetProperties()
                .Select(property => new BulkColumn(
                    property.GetColumnName(), property.GetColumnType(), property.PropertyInfo!))
                .Where(column => only?.Contains(column.Name) is not false),
        ];

        var names = _columns.Select(column => column.Name).ToArray();
        var values = names.Except(_keys).ToArray();
        var compared = values.Except(stamps ?? []).ToArray();
        _stageSql = $"""
            CREATE TEMP TABLE IF NOT EXISTS {StageName} ON COMMIT DELETE ROWS AS
            SELECT {List(names)} FROM {_table} WITH NO DATA
            """;
        _copySql = $"COPY {StageName} ({List(names)}) FROM STDIN (FORMAT BINARY)";
        _upsertSql = $"""
            WITH written AS (
                INSERT INTO {_table} AS t ({List(names)})
                SELECT {List(names, "s.")} FROM {StageName} s LEFT JOIN {_table} o ON {Match("o", "s")}
                WHERE o.{_keys[0]} IS NULL{(compared.Length > 0 ? $" OR {Differ("o", "s", compared)}" : "")}
                ORDER BY {List(_keys, "s.")}
                ON CONFLICT ({List(_keys)}) {(compared.Length > 0
                    ? $"DO UPDATE SET {string.Join(", ", values.Select(name => $"{name} = EXCLUDED.{name}"))} "
                      + $"WHERE {Differ("t", "EXCLUDED", compared)}"
                    : "DO NOTHING")}
                RETURNING (xmax = 0) AS inserted)
            SELECT count(*) FILTER (WHERE inserted), count(*) FILTER (WHERE NOT inserted),
                   (SELECT count(*) FROM {StageName})
            FROM written
            """;
    }

    /// <summary>The temporary table that holds the staged rows until the transaction ends.</summary>
    public string StageName { get; }

    /// <summary>Stages the rows and upserts them. Keys must be unique among the rows.</summary>
    public async Task<BulkCounts> UpsertAsync(
        NpgsqlConnection connection, IEnumerable<T> rows, CancellationToken cancellationToken)
    {
        await StageAsync(connection, rows, cancellationToken);
        return await UpsertStagedAsync(connection, cancellationToken);
    }

    /// <summary>
    /// Makes the staged rows the only ones of their parents: upserts them, and deletes the others that
    /// have one of <paramref name="parentIds"/> in <paramref name="parentColumn"/>.
    /// </summary>
    public async Task ReplaceAsync(
        NpgsqlConnection connection, string parentColumn, int[] parentIds, IEnumerable<T> rows,
        CancellationToken cancellationToken)
    {
        await StageAsync(connection, rows, cancellationToken);
        await using var replace = new NpgsqlBatch(connection);
        replace.BatchCommands.Add(new($"""
            DELETE FROM {_table} t WHERE t.{parentColumn} = ANY($1)
            AND NOT EXISTS (SELECT FROM {StageName} s WHERE {Match("t", "s")})
            """)
        {
            Parameters = { new NpgsqlParameter<int[]> { TypedValue = parentIds } },
        });
        replace.BatchCommands.Add(new(_upsertSql));
        await replace.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Copies rows into <see cref="StageName"/>, for a statement of the caller's own to read.</summary>
    public async Task StageAsync(NpgsqlConnection connection, IEnumerable<T> rows, CancellationToken cancellationToken)
    {
        await using (var create = new NpgsqlCommand(_stageSql, connection))
            await create.ExecuteNonQueryAsync(cancellationToken);

        await using var copy = await connection.BeginBinaryImportAsync(_copySql, cancellationToken);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellationToken);
            foreach (var column in _columns)
            {
                if (column.Property.GetValue(row) is { } value)
                    await copy.WriteAsync(value, column.Type, cancellationToken);
                else
                    await copy.WriteNullAsync(cancellationToken);
            }
        }

        await copy.CompleteAsync(cancellationToken);
    }

    /// <summary>Upserts the rows that were staged in this transaction.</summary>
    public async Task<BulkCounts> UpsertStagedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var upsert = new NpgsqlCommand(_upsertSql, connection);
        await using var reader = await upsert.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (inserted, updated, staged) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        return new(inserted, updated, staged - inserted - updated);
    }

    private string Match(string left, string right) =>
        string.Join(" AND ", _keys.Select(key => $"{left}.{key} = {right}.{key}"));

    private static string Differ(string left, string right, string[] columns) =>
        $"({List(columns, left + ".")}) IS DISTINCT FROM ({List(columns, right + ".")})";

    private static string List(IEnumerable<string> columns, string prefix = "") =>
        string.Join(", ", columns.Select(column => prefix + column));
}

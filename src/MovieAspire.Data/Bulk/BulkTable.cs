using System.ComponentModel.DataAnnotations.Schema;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Npgsql;

namespace MovieAspire.Data.Bulk;

/// <summary>
/// Writes of very many rows of one table: they are copied into a temporary table by the binary COPY protocol, then one
/// statement inserts what is new and updates what differs. Rows that are the same are neither written nor locked. Every
/// call must be inside a transaction. For some thousands of rows <see cref="TableStatements{T}"/> are faster.
/// </summary>
/// <typeparam name="T">The row: a property for each column, named alike; <see cref="ColumnAttribute"/> names other types.</typeparam>
[SuppressMessage("Security", "CA2100", Justification = "The SQL is made of names of tables and properties.")]
public sealed class BulkTable<T> where T : class
{
    private static readonly Dictionary<Type, string> Types = new()
    {
        [typeof(int)] = "integer", [typeof(long)] = "bigint", [typeof(short)] = "smallint", [typeof(bool)] = "boolean",
        [typeof(float)] = "real", [typeof(double)] = "double precision", [typeof(string)] = "text", [typeof(Guid)] = "uuid",
        [typeof(DateOnly)] = "date", [typeof(DateTimeOffset)] = "timestamp with time zone", [typeof(byte[])] = "bytea",
        [typeof(int[])] = "integer[]", [typeof(float[])] = "real[]", [typeof(string[])] = "text[]",
    };

    private readonly string _table;
    private readonly string[] _keys;
    private readonly (string Name, string Type, PropertyInfo Property)[] _columns;
    private readonly string _stageSql;
    private readonly string _copySql;
    private readonly string _upsertSql;

    /// <param name="table">With its schema.</param>
    /// <param name="keys">Columns of the primary key.</param>
    /// <param name="stamps">Columns that are written with a change, but are no change by themselves, such as updated_at.</param>
    public BulkTable(string table, string[] keys, string[]? stamps = null)
    {
        (_table, _keys) = (table, keys);
        StageName = $"stage_{table.Split('.')[^1]}";
        _columns =
        [
            .. typeof(T).GetProperties().Select(property => (
                SnakeCase.From(property.Name),
                property.GetCustomAttribute<ColumnAttribute>()?.TypeName
                    ?? Types[Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType],
                property)),
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

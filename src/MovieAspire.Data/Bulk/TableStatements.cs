using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Npgsql;

namespace MovieAspire.Data.Bulk;

/// <summary>
/// Statements that write rows of one table, each given as one array for each column: they can be prepared, and many go to
/// the server at once. Rows that are the same are neither written nor locked, and rows are written in the order of their
/// keys, so that writers that run at once cannot deadlock on one table.
/// </summary>
/// <typeparam name="T">The row: a property for each column, named alike.</typeparam>
[SuppressMessage("Security", "CA2100", Justification = "The SQL is made of names of tables and properties.")]
public sealed class TableStatements<T> where T : class
{
    private readonly string _table;
    private readonly string[] _keys;
    private readonly Column[] _columns;
    private readonly string[] _values;
    private readonly string[] _compared;

    /// <param name="table">With its schema.</param>
    /// <param name="keys">Columns of the primary key.</param>
    /// <param name="only">Columns that are written, keys included; all that the row has when null.</param>
    /// <param name="stamps">Columns that are written with a change, but are no change by themselves, such as updated_at.</param>
    public TableStatements(string table, string[] keys, string[]? only = null, string[]? stamps = null)
    {
        (_table, _keys) = (table, keys);
        _columns =
        [
            .. typeof(T).GetProperties().Where(IsColumn).Select(Column.Of)
                .Where(column => only?.Contains(column.Name) is not false),
        ];
        _values = [.. _columns.Select(column => column.Name).Except(keys)];
        _compared = [.. _values.Except(stamps ?? [])];
    }

    /// <summary>Inserts what is new and updates what differs; returns the first key of each, and whether it was new.</summary>
    /// <param name="rows">Keys must be unique among them.</param>
    public NpgsqlBatchCommand Upsert(IReadOnlyCollection<T> rows) => Command(
        $"""
        INSERT INTO {_table} AS t ({Names()})
        SELECT {Staged()} FROM {Source} LEFT JOIN {_table} o ON {Match("o")}
        WHERE o.{_keys[0]} IS NULL{(_compared.Length > 0 ? $" OR {Differ("o", _compared)}" : "")}
        ORDER BY {List(_keys, "s.")}
        ON CONFLICT ({List(_keys)}) {(_compared.Length > 0
            ? $"DO UPDATE SET {string.Join(", ", _values.Select(name => $"{name} = excluded.{name}"))} "
              + $"WHERE ({List(_compared, "t.")}) IS DISTINCT FROM ({List(_compared, "excluded.")})"
            : "DO NOTHING")}
        RETURNING t.{_keys[0]}, xmax = 0
        """, rows);

    /// <summary>Inserts what is new and leaves the rest alone.</summary>
    /// <param name="rows">Keys must be unique among them.</param>
    public NpgsqlBatchCommand Insert(IReadOnlyCollection<T> rows) => Command(
        $"""
        INSERT INTO {_table} ({Names()})
        SELECT {Staged()} FROM {Source} WHERE NOT EXISTS (SELECT FROM {_table} o WHERE {Match("o")})
        ORDER BY {List(_keys, "s.")}
        ON CONFLICT ({List(_keys)}) DO NOTHING
        """, rows);

    /// <summary>Locks the rows that differ, and returns the key of each, and whether one of some columns does.</summary>
    /// <param name="rows">As they shall be.</param>
    /// <param name="shown">The columns in question.</param>
    public NpgsqlBatchCommand LockDiffering(IReadOnlyCollection<T> rows, string[] shown) => Command(
        $"""
        SELECT o.{_keys[0]}, {Differ("o", shown)} FROM {Source} JOIN {_table} o ON {Match("o")}
        WHERE {Differ("o", _compared)} ORDER BY {List(_keys, "o.")} FOR NO KEY UPDATE OF o
        """, rows);

    /// <summary>The keys of rows that differ in some columns, by now.</summary>
    /// <param name="rows">As they shall be.</param>
    /// <param name="shown">The columns in question.</param>
    public NpgsqlBatchCommand Differing(IReadOnlyCollection<T> rows, string[] shown) => Command(
        $"SELECT o.{_keys[0]} FROM {Source} JOIN {_table} o ON {Match("o")} WHERE {Differ("o", shown)}", rows);

    /// <summary>Overwrites rows that are there.</summary>
    /// <param name="rows">As they shall be.</param>
    public NpgsqlBatchCommand Update(IReadOnlyCollection<T> rows) => Command(
        $"UPDATE {_table} o SET {string.Join(", ", _values.Select(name => $"{name} = {Staged(name)}"))} FROM {Source} WHERE {Match("o")}",
        rows);

    /// <summary>Deletes the rows of some parents that are not among these.</summary>
    /// <param name="parentColumn">Names the parent of a row.</param>
    /// <param name="parents">The parents.</param>
    /// <param name="rows">Their rows that stay.</param>
    public NpgsqlBatchCommand DeleteOthers(string parentColumn, int[] parents, IReadOnlyCollection<T> rows)
    {
        var keys = _columns.Where(column => _keys.Contains(column.Name)).ToArray();
        var command = Command($"""
            DELETE FROM {_table} o WHERE o.{parentColumn} = ANY(${keys.Length + 1})
            AND NOT EXISTS (SELECT FROM {SourceOf(keys)} WHERE {Match("o")})
            """, rows, keys);
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = parents });
        return command;
    }

    private static NpgsqlBatchCommand Command(string sql, IReadOnlyCollection<T> rows, Column[] columns)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var column in columns)
            command.Parameters.Add(column.Values(rows));
        return command;
    }

    private NpgsqlBatchCommand Command(string sql, IReadOnlyCollection<T> rows) => Command(sql, rows, _columns);

    private string Source => SourceOf(_columns);

    private static string SourceOf(Column[] columns) =>
        $"unnest({string.Join(", ", columns.Select((_, index) => $"${index + 1}"))}) AS s ({string.Join(", ", columns.Select(column => column.Name))})";

    private string Names() => string.Join(", ", _columns.Select(column => column.Name));

    private string Staged() => string.Join(", ", _columns.Select(column => Staged(column.Name)));

    private string Staged(string name) => _columns.First(column => column.Name == name).Expression;

    private string Match(string other) => string.Join(" AND ", _keys.Select(key => $"{other}.{key} = s.{key}"));

    private string Differ(string other, string[] columns) =>
        $"({List(columns, other + ".")}) IS DISTINCT FROM ({string.Join(", ", columns.Select(Staged))})";

    private static string List(IEnumerable<string> columns, string prefix = "") =>
        string.Join(", ", columns.Select(column => prefix + column));

    // What hangs on a row has a table of its own.
    private static bool IsColumn(PropertyInfo property) =>
        property.PropertyType.IsValueType || property.PropertyType == typeof(string)
        || property.PropertyType == typeof(string[]) || property.PropertyType == typeof(byte[]);

    /// <param name="Name">In SQL.</param>
    /// <param name="Expression">The value of a row <c>s</c> of the arrays.</param>
    /// <param name="Values">The rows' values as one parameter.</param>
    private sealed record Column(string Name, string Expression, Func<IReadOnlyCollection<T>, NpgsqlParameter> Values)
    {
        public static Column Of(PropertyInfo property)
        {
            var name = SnakeCase.From(property.Name);
            // An array of arrays would be taken apart as a whole.
            if (property.PropertyType == typeof(string[]))
            {
                var texts = property.GetMethod!.CreateDelegate<Func<T, string[]>>();
                return new(name, $"s.{name}::text[]", rows => Parameter(rows, row => Literal(texts(row))));
            }

            var values = typeof(Column).GetMethod(nameof(ValuesOf), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(property.PropertyType).CreateDelegate<Func<PropertyInfo, Func<IReadOnlyCollection<T>, NpgsqlParameter>>>();
            return new(name, $"s.{name}", values(property));
        }

        private static Func<IReadOnlyCollection<T>, NpgsqlParameter> ValuesOf<TValue>(PropertyInfo property)
        {
            var value = property.GetMethod!.CreateDelegate<Func<T, TValue>>();
            return rows => Parameter(rows, value);
        }

        private static NpgsqlParameter<TValue[]> Parameter<TValue>(IReadOnlyCollection<T> rows, Func<T, TValue> value)
        {
            var (values, index) = (new TValue[rows.Count], 0);
            foreach (var row in rows)
                values[index++] = value(row);
            return new() { TypedValue = values };
        }

        private static string Literal(string[] texts) => "{" + string.Join(",", texts.Select(text =>
            $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"")) + "}";
    }
}

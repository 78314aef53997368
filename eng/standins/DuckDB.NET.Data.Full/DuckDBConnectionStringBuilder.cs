using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data;

/// <summary>Data Source, and any setting that DuckDB knows: <c>Data Source=:memory:;threads=2;memory_limit=1GB</c>.</summary>
public class DuckDBConnectionStringBuilder : DbConnectionStringBuilder
{
    public const string InMemoryDataSource = ":memory:";
    public const string InMemoryConnectionString = "DataSource=:memory:";
    public const string InMemorySharedDataSource = ":memory:?cache=shared";
    public const string InMemorySharedConnectionString = "DataSource=:memory:?cache=shared";

    private static readonly string[] DataSourceKeys = ["Data Source", "DataSource"];
    private static readonly Lazy<HashSet<string>> Settings = new(ReadSettings);

    public string DataSource
    {
        get
        {
            foreach (var key in DataSourceKeys)
            {
                if (TryGetValue(key, out var value))
                    return value.ToString()!;
            }

            return "";
        }
        set => this["DataSource"] = value;
    }

    [AllowNull]
    public override object this[string keyword]
    {
        get => base[keyword];
        set
        {
            if (!IsDataSource(keyword) && !Settings.Value.Contains(keyword))
                throw new InvalidOperationException($"Unrecognized connection string property '{keyword}'");
            base[keyword] = value;
        }
    }

    internal IEnumerable<(string Name, string Value)> Configuration =>
        Keys.Cast<string>().Where(key => !IsDataSource(key)).Select(key => (key, this[key].ToString()!));

    private static bool IsDataSource(string keyword) => DataSourceKeys.Contains(keyword, StringComparer.OrdinalIgnoreCase);

    private static unsafe HashSet<string> ReadSettings()
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (nuint index = 0; index < NativeMethods.duckdb_config_count(); index++)
        {
            if (NativeMethods.duckdb_get_config_flag(index, out var name, out _) == 0)
                names.Add(NativeMethods.Text(name)!);
        }

        return names;
    }
}

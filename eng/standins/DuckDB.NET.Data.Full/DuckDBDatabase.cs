using DuckDB.NET.Native;

namespace DuckDB.NET.Data;

/// <summary>An open database with the number of its connections; those to one file share it, as DuckDB demands.</summary>
internal sealed class DuckDBDatabase
{
    private static readonly Dictionary<string, DuckDBDatabase> Shared = new(StringComparer.OrdinalIgnoreCase);

    private readonly string? _key;
    private nint _handle;
    private int _connections;

    private DuckDBDatabase(string? key, nint handle) => (_key, _handle) = (key, handle);

    internal static DuckDBDatabase Open(DuckDBConnectionStringBuilder settings)
    {
        var source = settings.DataSource;
        if (source.Length == 0)
            throw new InvalidOperationException($"Connection string '{settings.ConnectionString}' is not valid, missing data source information.");
        var isMemory = Is(source, DuckDBConnectionStringBuilder.InMemoryDataSource);
        var isShared = Is(source, DuckDBConnectionStringBuilder.InMemorySharedDataSource);
        lock (Shared)
        {
            if (!isMemory && Shared.TryGetValue(source, out var open))
                return open.Used();
            var database = new DuckDBDatabase(isMemory ? null : source, OpenNative(isMemory || isShared ? null : source, settings));
            if (!isMemory)
                Shared.Add(source, database);
            return database.Used();
        }

        static bool Is(string source, string name) => source.Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    internal DuckDBDatabase Used()
    {
        lock (Shared)
            _connections++;
        return this;
    }

    internal nint Connect() => NativeMethods.duckdb_connect(_handle, out var connection) == 0
        ? connection
        : throw new DuckDBException("DuckDBConnect failed");

    internal void Return()
    {
        lock (Shared)
        {
            if (--_connections > 0)
                return;
            NativeMethods.duckdb_close(ref _handle);
            if (_key is not null)
                Shared.Remove(_key);
        }
    }

    private static unsafe nint OpenNative(string? path, DuckDBConnectionStringBuilder settings)
    {
        NativeMethods.duckdb_create_config(out var config);
        try
        {
            foreach (var (name, value) in settings.Configuration)
            {
                if (NativeMethods.duckdb_set_config(config, name, value) != 0)
                    throw new DuckDBException($"Error setting '{name}' to '{value}'");
            }

            return NativeMethods.duckdb_open_ext(path, out var database, config, out var error) == 0
                ? database
                : throw new DuckDBException($"DuckDBOpen failed: {NativeMethods.OwnText(error)}");
        }
        finally
        {
            NativeMethods.duckdb_destroy_config(ref config);
        }
    }
}

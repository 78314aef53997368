using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data;

public class DuckDBConnection : DbConnection
{
    private DuckDBDatabase? _database;
    private nint _handle;
    private bool _isDuplicate;

    public DuckDBConnection()
    {
    }

    public DuckDBConnection(string connectionString) => ConnectionString = connectionString;

    [AllowNull]
    public override string ConnectionString { get; set => field = value ?? ""; } = "";

    public override string Database => Settings().DataSource;

    public override string DataSource => Settings().DataSource;

    public override unsafe string ServerVersion => NativeMethods.Text(NativeMethods.duckdb_library_version())!;

    public override ConnectionState State => _handle == 0 ? ConnectionState.Closed : ConnectionState.Open;

    internal nint Handle => _handle != 0 ? _handle : throw new InvalidOperationException("The connection is not open.");

    internal DuckDBTransaction? Transaction { get; set; }

    public override void Open()
    {
        if (State == ConnectionState.Open)
            throw new InvalidOperationException("Connection is already open.");
        var database = _isDuplicate ? _database!.Used() : DuckDBDatabase.Open(Settings());
        try
        {
            _handle = database.Connect();
            _database = database;
        }
        catch
        {
            database.Return();
            throw;
        }

        OnStateChange(new(ConnectionState.Closed, ConnectionState.Open));
    }

    public override void Close()
    {
        if (State == ConnectionState.Closed)
            throw new InvalidOperationException("Connection is already closed.");
        NativeMethods.duckdb_disconnect(ref _handle);
        _handle = 0;
        _database!.Return();
        OnStateChange(new(ConnectionState.Open, ConnectionState.Closed));
    }

    /// <summary>Another connection, not yet open, to the same database in memory.</summary>
    public DuckDBConnection Duplicate()
    {
        if (State != ConnectionState.Open)
            throw new InvalidOperationException($"{nameof(Duplicate)} requires an open connection");
        return DataSource.StartsWith(DuckDBConnectionStringBuilder.InMemoryDataSource, StringComparison.OrdinalIgnoreCase)
            ? new(ConnectionString) { _database = _database, _isDuplicate = true }
            : throw new NotSupportedException("Duplication of the connection is only supported for in-memory connections.");
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public new DuckDBTransaction BeginTransaction() => BeginDuckDBTransaction(IsolationLevel.Unspecified);

    public new virtual DuckDBCommand CreateCommand() => new() { Connection = this, Transaction = Transaction };

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => BeginDuckDBTransaction(isolationLevel);

    protected override DbCommand CreateDbCommand() => CreateCommand();

    protected override void Dispose(bool disposing)
    {
        if (disposing && State == ConnectionState.Open)
            Close();
        base.Dispose(disposing);
    }

    private DuckDBTransaction BeginDuckDBTransaction(IsolationLevel isolationLevel)
    {
        if (State != ConnectionState.Open)
            throw new InvalidOperationException($"{nameof(BeginTransaction)} requires an open connection");
        if (Transaction is not null)
            throw new InvalidOperationException("Already in a transaction.");
        return Transaction = new(this, isolationLevel);
    }

    private DuckDBConnectionStringBuilder Settings() => ConnectionString.Length > 0
        ? new() { ConnectionString = ConnectionString }
        : throw new InvalidOperationException("Connection string must be specified.");
}

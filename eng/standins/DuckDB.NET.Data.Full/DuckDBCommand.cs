using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data;

public class DuckDBCommand : DbCommand
{
    private DuckDBConnection? _connection;

    public DuckDBCommand()
    {
    }

    public DuckDBCommand(string commandText) => CommandText = commandText;

    public DuckDBCommand(string commandText, DuckDBConnection connection) : this(commandText) => Connection = connection;

    [AllowNull]
    public override string CommandText { get; set => field = value ?? ""; } = "";

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    public new virtual DuckDBParameterCollection Parameters { get; } = [];

    /// <summary>Whether rows are computed as they are read, in less memory; false by default.</summary>
    public bool UseStreamingMode { get; set; }

    protected override DbConnection? DbConnection
    {
        get => _connection;
        set => _connection = (DuckDBConnection?)value;
    }

    protected override DbParameterCollection DbParameterCollection => Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    /// <summary>Interrupts what the connection executes; it ends with an OperationCanceledException.</summary>
    public override void Cancel()
    {
        if (_connection is not null)
            NativeMethods.duckdb_interrupt(_connection.Handle);
    }

    public override int ExecuteNonQuery()
    {
        var changed = 0;
        foreach (var result in Execute())
        {
            var current = result;
            changed += (int)NativeMethods.duckdb_rows_changed(ref current);
            NativeMethods.duckdb_destroy_result(ref current);
        }

        return changed;
    }

    public override object? ExecuteScalar()
    {
        using var reader = ExecuteReader();
        return reader.Read() ? reader.GetValue(0) : null;
    }

    public new DuckDBDataReader ExecuteReader() => (DuckDBDataReader)base.ExecuteReader();

    public new DuckDBDataReader ExecuteReader(CommandBehavior behavior) => (DuckDBDataReader)base.ExecuteReader(behavior);

    public override void Prepare()
    {
    }

    protected override DbParameter CreateDbParameter() => new DuckDBParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => new DuckDBDataReader(this, Execute(), behavior);

    private IEnumerable<NativeMethods.Result> Execute() => _connection is { State: ConnectionState.Open }
        ? DuckDBStatements.Execute(_connection.Handle, CommandText, Parameters, UseStreamingMode)
        : throw new InvalidOperationException("ExecuteReader requires an open connection");
}

using System.Data;
using System.Data.Common;

namespace DuckDB.NET.Data;

public class DuckDBTransaction : DbTransaction
{
    private readonly DuckDBConnection _connection;
    private bool _isFinished;

    public DuckDBTransaction(DuckDBConnection connection, IsolationLevel isolationLevel)
    {
        if (isolationLevel is not (IsolationLevel.Snapshot or IsolationLevel.Unspecified))
            throw new ArgumentException($"Unsupported isolation level: {isolationLevel}", nameof(isolationLevel));
        (_connection, IsolationLevel) = (connection, isolationLevel);
        Execute("BEGIN TRANSACTION;");
    }

    public override IsolationLevel IsolationLevel { get; }

    protected override DbConnection DbConnection => _connection;

    public override void Commit() => Finish("COMMIT;");

    public override void Rollback() => Finish("ROLLBACK;");

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isFinished && _connection.State == ConnectionState.Open)
            Rollback();
        base.Dispose(disposing);
    }

    private void Finish(string statement)
    {
        if (_isFinished)
            throw new InvalidOperationException("Transaction has already been finished.");
        try
        {
            Execute(statement);
        }
        catch (DuckDBException error) when (error.ErrorType != Native.DuckDBErrorType.Transaction)
        {
            throw;
        }
        catch (DuckDBException)
        {
            End();
            throw;
        }

        End();

        void End()
        {
            _connection.Transaction = null;
            _isFinished = true;
        }
    }

    private void Execute(string statement)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}

using System.Data.Common;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data;

public class DuckDBException : DbException
{
    internal DuckDBException(string message) : base(message)
    {
    }

    internal DuckDBException(string message, DuckDBErrorType errorType) : base(message, (int)errorType) =>
        ErrorType = errorType;

    public DuckDBErrorType ErrorType { get; }
}

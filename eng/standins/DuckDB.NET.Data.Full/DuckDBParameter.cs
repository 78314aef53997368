using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace DuckDB.NET.Data;

public class DuckDBParameter : DbParameter
{
    public DuckDBParameter()
    {
    }

    public DuckDBParameter(object value) => Value = value;

    public DuckDBParameter(string name, object? value) => (ParameterName, Value) = (name, value);

    public override DbType DbType { get; set; } = DbType.String;

    /// <summary>Without the leading $; empty for a positional one.</summary>
    [AllowNull]
    public override string ParameterName { get; set => field = value ?? ""; } = "";

    public override object? Value { get; set; }

    public override ParameterDirection Direction { get; set; }

    public override bool IsNullable { get; set; }

    [AllowNull]
    public override string SourceColumn { get; set => field = value ?? ""; } = "";

    public override bool SourceColumnNullMapping { get; set; }

    public override int Size { get; set; }

    public override void ResetDbType() => DbType = DbType.String;
}

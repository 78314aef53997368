using System.Collections;
using System.Data;
using System.Data.Common;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data;

/// <summary>The rows of those statements of a command that have any; the others are executed on the way.</summary>
public class DuckDBDataReader : DbDataReader
{
    private readonly DuckDBCommand _command;
    private readonly CommandBehavior _behavior;
    private readonly IEnumerator<NativeMethods.Result> _results;
    private NativeMethods.Result _result;
    private DuckDBColumn[] _columns = [];
    private nint _chunk;
    private ulong _chunkRows;
    private ulong _row;
    private bool _hasResult;
    private bool _hasRows;
    private bool _isClosed;

    internal DuckDBDataReader(DuckDBCommand command, IEnumerable<NativeMethods.Result> results, CommandBehavior behavior)
    {
        (_command, _behavior, _results) = (command, behavior, results.GetEnumerator());
        NextResult();
    }

    public override int Depth => 0;

    public override int FieldCount => _columns.Length;

    public override bool HasRows => _hasRows;

    public override bool IsClosed => _isClosed;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read()
    {
        if (_row < _chunkRows)
        {
            _row++;
            return true;
        }

        if (!_hasResult || !NextChunk())
            return false;
        _row = 1;
        return true;
    }

    public override bool NextResult()
    {
        EndResult();
        while (_results.MoveNext())
        {
            _result = _results.Current;
            _hasResult = true;
            if (NativeMethods.duckdb_result_return_type(_result) == 3)
            {
                _columns = ReadColumns();
                _hasRows = NextChunk();
                return true;
            }

            EndResult();
        }

        return false;
    }

    public override void Close()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        EndResult();
        _results.Dispose();
        if (_behavior == CommandBehavior.CloseConnection)
            _command.Connection!.Close();
    }

    public override bool IsDBNull(int ordinal) => _columns[ordinal].IsNull(Row());

    public override T GetFieldValue<T>(int ordinal) => _columns[ordinal].Value<T>(Row());

    public override object GetValue(int ordinal) =>
        _columns[ordinal] is var column && column.IsNull(Row()) ? DBNull.Value : column.Value(Row());

    public override int GetValues(object[] values)
    {
        for (var ordinal = 0; ordinal < FieldCount; ordinal++)
            values[ordinal] = GetValue(ordinal);
        return FieldCount;
    }

    public override string GetName(int ordinal) => _columns[ordinal].Name;

    public override int GetOrdinal(string name) => Array.FindIndex(_columns, column => column.Name == name) is >= 0 and var index
        ? index
        : throw new DuckDBException($"Column with name {name} was not found.");

    public override string GetDataTypeName(int ordinal) => _columns[ordinal].Type.ToString();

    public override Type GetFieldType(int ordinal) => _columns[ordinal].ClrType;

    public override bool GetBoolean(int ordinal) => GetFieldValue<bool>(ordinal);

    public override byte GetByte(int ordinal) => GetFieldValue<byte>(ordinal);

    public override DateTime GetDateTime(int ordinal) => GetFieldValue<DateTime>(ordinal);

    public override decimal GetDecimal(int ordinal) => GetFieldValue<decimal>(ordinal);

    public override double GetDouble(int ordinal) => GetFieldValue<double>(ordinal);

    public override float GetFloat(int ordinal) => GetFieldValue<float>(ordinal);

    public override Guid GetGuid(int ordinal) => GetFieldValue<Guid>(ordinal);

    public override short GetInt16(int ordinal) => GetFieldValue<short>(ordinal);

    public override int GetInt32(int ordinal) => GetFieldValue<int>(ordinal);

    public override long GetInt64(int ordinal) => GetFieldValue<long>(ordinal);

    public override string GetString(int ordinal) => GetFieldValue<string>(ordinal);

    public override Stream GetStream(int ordinal) => GetFieldValue<Stream>(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        throw new NotImplementedException();

    public override char GetChar(int ordinal) => throw new NotSupportedException();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        throw new NotSupportedException();

    public override IEnumerator GetEnumerator() => new DbEnumerator(this, _behavior == CommandBehavior.CloseConnection);

    private ulong Row() => _row > 0 ? _row - 1 : throw new InvalidOperationException("No row has been read");

    private unsafe DuckDBColumn[] ReadColumns()
    {
        var columns = new DuckDBColumn[NativeMethods.duckdb_column_count(ref _result)];
        for (var index = 0; index < columns.Length; index++)
        {
            var type = NativeMethods.duckdb_column_logical_type(ref _result, (ulong)index);
            columns[index] = new(NativeMethods.Text(NativeMethods.duckdb_column_name(ref _result, (ulong)index))!, type);
            NativeMethods.duckdb_destroy_logical_type(ref type);
        }

        return columns;
    }

    private bool NextChunk()
    {
        EndChunk();
        _chunk = NativeMethods.duckdb_fetch_chunk(_result);
        _chunkRows = _chunk == 0 ? 0 : NativeMethods.duckdb_data_chunk_get_size(_chunk);
        for (var index = 0; _chunkRows > 0 && index < _columns.Length; index++)
            _columns[index].Use(NativeMethods.duckdb_data_chunk_get_vector(_chunk, (ulong)index));
        return _chunkRows > 0;
    }

    private void EndChunk()
    {
        if (_chunk != 0)
            NativeMethods.duckdb_destroy_data_chunk(ref _chunk);
        (_chunk, _chunkRows, _row) = (0, 0, 0);
    }

    private void EndResult()
    {
        EndChunk();
        if (_hasResult)
            NativeMethods.duckdb_destroy_result(ref _result);
        (_hasResult, _columns) = (false, []);
    }
}

using System.Globalization;
using System.Numerics;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data;

/// <summary>Prepares, binds and executes the statements of one text, one after the other.</summary>
internal static class DuckDBStatements
{
    internal static unsafe IEnumerable<NativeMethods.Result> Execute(
        nint connection, string text, DuckDBParameterCollection parameters, bool isStreaming)
    {
        var count = NativeMethods.duckdb_extract_statements(connection, text, out var statements);
        try
        {
            if (count == 0)
                throw new DuckDBException(ExtractError(statements));
            for (ulong index = 0; index < count; index++)
                yield return ExecuteOne(connection, statements, index, parameters, isStreaming);
        }
        finally
        {
            NativeMethods.duckdb_destroy_extracted(ref statements);
        }
    }

    private static unsafe string ExtractError(nint statements) =>
        NativeMethods.Text(NativeMethods.duckdb_extract_statements_error(statements)) ?? "";

    private static unsafe NativeMethods.Result ExecuteOne(
        nint connection, nint statements, ulong index, DuckDBParameterCollection parameters, bool isStreaming)
    {
        var state = NativeMethods.duckdb_prepare_extracted_statement(connection, statements, index, out var prepared);
        try
        {
            if (state != 0)
                throw new DuckDBException(NativeMethods.Text(NativeMethods.duckdb_prepare_error(prepared)) ?? "DuckDBQuery failed");
            Bind(prepared, parameters);
            NativeMethods.Result result;
            state = isStreaming
                ? NativeMethods.duckdb_execute_prepared_streaming(prepared, out result)
                : NativeMethods.duckdb_execute_prepared(prepared, out result);
            return state == 0 ? result : throw Failure(ref result);
        }
        finally
        {
            NativeMethods.duckdb_destroy_prepare(ref prepared);
        }
    }

    private static unsafe Exception Failure(ref NativeMethods.Result result)
    {
        var message = NativeMethods.Text(NativeMethods.duckdb_result_error(ref result));
        var type = NativeMethods.duckdb_result_error_type(ref result);
        NativeMethods.duckdb_destroy_result(ref result);
        return type == DuckDBErrorType.Interrupt
            ? new OperationCanceledException()
            : new DuckDBException(string.IsNullOrEmpty(message) ? "DuckDB execution failed" : message, type);
    }

    private static void Bind(nint prepared, DuckDBParameterCollection parameters)
    {
        var expected = NativeMethods.duckdb_nparams(prepared);
        if ((ulong)parameters.Count < expected)
            throw new InvalidOperationException($"Invalid number of parameters. Expected {expected}, got {parameters.Count}");
        var isNamed = parameters.Cast<DuckDBParameter>().Any(parameter => parameter.ParameterName.Length > 0);
        if (isNamed)
        {
            foreach (DuckDBParameter parameter in parameters)
            {
                if (NativeMethods.duckdb_bind_parameter_index(prepared, out var index, parameter.ParameterName) == 0)
                    Bind(prepared, index, parameter.Value);
            }
        }
        else
        {
            for (ulong index = 1; index <= expected; index++)
                Bind(prepared, index, parameters[(int)index - 1].Value);
        }
    }

    private static unsafe void Bind(nint prepared, ulong index, object? value)
    {
        var native = Create(value);
        try
        {
            if (NativeMethods.duckdb_bind_value(prepared, index, native) != 0)
                throw new InvalidOperationException($"Unable to bind parameter {index}: {NativeMethods.Text(NativeMethods.duckdb_prepare_error(prepared))}");
        }
        finally
        {
            NativeMethods.duckdb_destroy_value(ref native);
        }
    }

    private static unsafe nint Create(object? value) => value switch
    {
        null or DBNull => NativeMethods.duckdb_create_null_value(),
        bool flag => NativeMethods.duckdb_create_bool(flag),
        int number => NativeMethods.duckdb_create_int32(number),
        byte or sbyte or short or ushort or uint or long =>
            NativeMethods.duckdb_create_int64(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        float or double => NativeMethods.duckdb_create_double(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        decimal number => CreateDecimal(number),
        string text => NativeMethods.duckdb_create_varchar(text),
        DateOnly date => NativeMethods.duckdb_create_date(date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber),
        DateTime time => NativeMethods.duckdb_create_timestamp(Micros(time.Ticks)),
        DateTimeOffset time => NativeMethods.duckdb_create_timestamp_tz(Micros(time.UtcTicks)),
        Guid guid => NativeMethods.duckdb_create_uuid(Uuid(guid)),
        byte[] bytes => CreateBlob(bytes),
        _ => throw new InvalidOperationException($"A parameter of type {value.GetType()} cannot be bound."),
    };

    private static long Micros(long ticks) => (ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static unsafe nint CreateBlob(byte[] bytes)
    {
        fixed (byte* data = bytes)
            return NativeMethods.duckdb_create_blob(data, (ulong)bytes.Length);
    }

    private static nint CreateDecimal(decimal number)
    {
        var unscaled = (BigInteger)(number < 0 ? -Unscaled(number) : Unscaled(number));
        return NativeMethods.duckdb_create_decimal(new()
        {
            Width = 38,
            Scale = number.Scale,
            Value = new() { Lower = (ulong)(unscaled & ulong.MaxValue), Upper = (long)(unscaled >> 64) },
        });

        static BigInteger Unscaled(decimal number)
        {
            var parts = decimal.GetBits(number);
            return ((BigInteger)(uint)parts[2] << 64) | ((BigInteger)(uint)parts[1] << 32) | (uint)parts[0];
        }
    }

    private static NativeMethods.UnsignedHugeInt Uuid(Guid guid)
    {
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        return new()
        {
            Upper = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes),
            Lower = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        };
    }
}

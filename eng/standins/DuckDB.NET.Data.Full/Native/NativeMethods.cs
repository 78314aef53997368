using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>What is used of DuckDB's C API (duckdb.h).</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "duckdb";

    static NativeMethods() => DuckDBLibrary.Register();

    [LibraryImport(Library)]
    internal static partial byte* duckdb_library_version();

    [LibraryImport(Library)]
    internal static partial void duckdb_free(void* pointer);

    [LibraryImport(Library)]
    internal static partial int duckdb_create_config(out nint config);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int duckdb_set_config(nint config, string name, string option);

    [LibraryImport(Library)]
    internal static partial nuint duckdb_config_count();

    [LibraryImport(Library)]
    internal static partial int duckdb_get_config_flag(nuint index, out byte* name, out byte* description);

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_config(ref nint config);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int duckdb_open_ext(string? path, out nint database, nint config, out byte* error);

    [LibraryImport(Library)]
    internal static partial void duckdb_close(ref nint database);

    [LibraryImport(Library)]
    internal static partial int duckdb_connect(nint database, out nint connection);

    [LibraryImport(Library)]
    internal static partial void duckdb_interrupt(nint connection);

    [LibraryImport(Library)]
    internal static partial void duckdb_disconnect(ref nint connection);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial ulong duckdb_extract_statements(nint connection, string query, out nint statements);

    [LibraryImport(Library)]
    internal static partial byte* duckdb_extract_statements_error(nint statements);

    [LibraryImport(Library)]
    internal static partial int duckdb_prepare_extracted_statement(
        nint connection, nint statements, ulong index, out nint prepared);

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_extracted(ref nint statements);

    [LibraryImport(Library)]
    internal static partial byte* duckdb_prepare_error(nint prepared);

    [LibraryImport(Library)]
    internal static partial ulong duckdb_nparams(nint prepared);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int duckdb_bind_parameter_index(nint prepared, out ulong index, string name);

    [LibraryImport(Library)]
    internal static partial int duckdb_bind_value(nint prepared, ulong index, nint value);

    [LibraryImport(Library)]
    internal static partial int duckdb_execute_prepared(nint prepared, out Result result);

    [LibraryImport(Library)]
    internal static partial int duckdb_execute_prepared_streaming(nint prepared, out Result result);

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_prepare(ref nint prepared);

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_result(ref Result result);

    [LibraryImport(Library)]
    internal static partial byte* duckdb_result_error(ref Result result);

    [LibraryImport(Library)]
    internal static partial DuckDBErrorType duckdb_result_error_type(ref Result result);

    /// <summary>1: rows changed, 2: nothing, 3: a query's rows.</summary>
    [LibraryImport(Library)]
    internal static partial int duckdb_result_return_type(Result result);

    [LibraryImport(Library)]
    internal static partial ulong duckdb_rows_changed(ref Result result);

    [LibraryImport(Library)]
    internal static partial ulong duckdb_column_count(ref Result result);

    [LibraryImport(Library)]
    internal static partial byte* duckdb_column_name(ref Result result, ulong column);

    [LibraryImport(Library)]
    internal static partial nint duckdb_column_logical_type(ref Result result, ulong column);

    /// <summary>The next chunk of a materialised or a streaming result; zero after the last.</summary>
    [LibraryImport(Library)]
    internal static partial nint duckdb_fetch_chunk(Result result);

    [LibraryImport(Library)]
    internal static partial ulong duckdb_data_chunk_get_size(nint chunk);

    [LibraryImport(Library)]
    internal static partial nint duckdb_data_chunk_get_vector(nint chunk, ulong column);

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_data_chunk(ref nint chunk);

    [LibraryImport(Library)]
    internal static partial void* duckdb_vector_get_data(nint vector);

    [LibraryImport(Library)]
    internal static partial ulong* duckdb_vector_get_validity(nint vector);

    [LibraryImport(Library)]
    internal static partial nint duckdb_list_vector_get_child(nint vector);

    [LibraryImport(Library)]
    internal static partial DuckDBType duckdb_get_type_id(nint type);

    [LibraryImport(Library)]
    internal static partial byte duckdb_decimal_scale(nint type);

    [LibraryImport(Library)]
    internal static partial DuckDBType duckdb_decimal_internal_type(nint type);

    [LibraryImport(Library)]
    internal static partial nint duckdb_list_type_child_type(nint type);

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_logical_type(ref nint type);

    [LibraryImport(Library)]
    internal static partial nint duckdb_create_null_value();

    [LibraryImport(Library)]
    internal static partial nint duckdb_create_bool([MarshalAs(UnmanagedType.U1)] bool value);

    [LibraryImport(Library)]
    internal static partial nint duckdb_create_int64(long value);

    [LibraryImport(Library)]
    internal static partial nint duckdb_create_int32(int value);

    [LibraryImport(Library)]
    internal static partial nint duckdb_create_double(double value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint duckdb_create_varchar(string value);

    [LibraryImport(Library)]
    internal static partial nint duckdb_create_date(int days);

    [LibraryImport(Library)]
    internal static partial nint duckdb_create_timestamp(long micros);

    [LibraryImport(Library)]
    internal static partial nint duckdb_create_timestamp_tz(long micros);

    [LibraryImport(Library)]
    internal static partial nint duckdb_create_decimal(DecimalValue value);

    [LibraryImport(Library)]
    internal static partial nint duckdb_create_uuid(UnsignedHugeInt value);

    [LibraryImport(Library)]
    internal static partial nint duckdb_create_blob(byte* data, ulong length);

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_value(ref nint value);

    internal static string? Text(byte* utf8) => Marshal.PtrToStringUTF8((nint)utf8);

    /// <summary>The text, and frees it: for what the caller owns.</summary>
    internal static string? OwnText(byte* utf8)
    {
        var text = Text(utf8);
        duckdb_free(utf8);
        return text;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Result
    {
        private ulong _columns;
        private ulong _rows;
        private ulong _changed;
        private nint _columnData;
        private nint _error;
        private nint _internal;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct UnsignedHugeInt
    {
        public ulong Lower;
        public ulong Upper;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct HugeInt
    {
        public ulong Lower;
        public long Upper;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct DecimalValue
    {
        public byte Width;
        public byte Scale;
        public HugeInt Value;
    }

    /// <summary>A string in a vector: up to 12 bytes stand inside, longer ones elsewhere.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 16)]
    internal struct StringValue
    {
        [FieldOffset(0)] public uint Length;
        [FieldOffset(8)] public byte* Pointer;

        internal static ReadOnlySpan<byte> Bytes(StringValue* value) =>
            new(value->Length <= 12 ? (byte*)value + sizeof(uint) : value->Pointer, (int)value->Length);
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct ListEntry
    {
        public ulong Offset;
        public ulong Length;
    }
}

using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data;

/// <summary>Reads the values of one column out of the current chunk.</summary>
internal sealed unsafe class DuckDBColumn
{
    private readonly DuckDBType _stored;
    private readonly byte _scale;
    private readonly DuckDBColumn? _element;
    private void* _data;
    private ulong* _validity;

    internal DuckDBColumn(string name, nint type)
    {
        Name = name;
        Type = _stored = NativeMethods.duckdb_get_type_id(type);
        switch (Type)
        {
            case DuckDBType.Decimal:
                _scale = NativeMethods.duckdb_decimal_scale(type);
                _stored = NativeMethods.duckdb_decimal_internal_type(type);
                break;
            case DuckDBType.List:
                var child = NativeMethods.duckdb_list_type_child_type(type);
                _element = new(name, child);
                NativeMethods.duckdb_destroy_logical_type(ref child);
                break;
        }

        ClrType = ClrTypeOf();
    }

    internal string Name { get; }

    internal DuckDBType Type { get; }

    internal Type ClrType { get; }

    internal void Use(nint vector)
    {
        _data = NativeMethods.duckdb_vector_get_data(vector);
        _validity = NativeMethods.duckdb_vector_get_validity(vector);
        _element?.Use(NativeMethods.duckdb_list_vector_get_child(vector));
    }

    internal bool IsNull(ulong row) => _validity != null && (_validity[row / 64] & (1UL << (int)(row % 64))) == 0;

    internal object Value(ulong row) => Type switch
    {
        DuckDBType.Boolean => ((byte*)_data)[row] != 0,
        DuckDBType.TinyInt => ((sbyte*)_data)[row],
        DuckDBType.SmallInt => ((short*)_data)[row],
        DuckDBType.Integer => ((int*)_data)[row],
        DuckDBType.BigInt => ((long*)_data)[row],
        DuckDBType.UnsignedTinyInt => ((byte*)_data)[row],
        DuckDBType.UnsignedSmallInt => ((ushort*)_data)[row],
        DuckDBType.UnsignedInteger => ((uint*)_data)[row],
        DuckDBType.UnsignedBigInt => ((ulong*)_data)[row],
        DuckDBType.Float => ((float*)_data)[row],
        DuckDBType.Double => ((double*)_data)[row],
        DuckDBType.HugeInt => Huge(row),
        DuckDBType.Varchar => Encoding.UTF8.GetString(Bytes(row)),
        DuckDBType.Blob => new MemoryStream(Bytes(row).ToArray(), writable: false),
        DuckDBType.Decimal => Decimal(row),
        DuckDBType.Date => DateOnly.FromDayNumber(((int*)_data)[row] + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber),
        DuckDBType.Time => new TimeOnly(((long*)_data)[row] * TimeSpan.TicksPerMicrosecond),
        DuckDBType.Timestamp or DuckDBType.TimestampTz => Time(((long*)_data)[row] * TimeSpan.TicksPerMicrosecond),
        DuckDBType.TimestampS => Time(((long*)_data)[row] * TimeSpan.TicksPerSecond),
        DuckDBType.TimestampMs => Time(((long*)_data)[row] * TimeSpan.TicksPerMillisecond),
        DuckDBType.TimestampNs => Time(((long*)_data)[row] / TimeSpan.NanosecondsPerTick),
        DuckDBType.Uuid => Uuid(row),
        DuckDBType.List => List(row),
        _ => throw new ArgumentException($"Unrecognised type {Type} ({(int)Type}) for column {Name}"),
    };

    /// <exception cref="InvalidCastException">The value is null, or of another type.</exception>
    internal T Value<T>(ulong row)
    {
        if (IsNull(row))
            return default(T) is null && Nullable.GetUnderlyingType(typeof(T)) is not null
                ? default!
                : throw new InvalidCastException($"Column '{Name}' value is null");
        var value = Value(row);
        if (value is T exact)
            return exact;
        var target = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        try
        {
            return value switch
            {
                DateOnly date when target == typeof(DateTime) => (T)(object)date.ToDateTime(TimeOnly.MinValue),
                DateTime time when target == typeof(DateTimeOffset) =>
                    (T)(object)new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
                BigInteger huge => (T)Convert.ChangeType((decimal)huge, target, CultureInfo.InvariantCulture),
                IConvertible when target.IsPrimitive && value is not string and not bool and not decimal =>
                    (T)Convert.ChangeType(value, target, CultureInfo.InvariantCulture),
                _ => (T)value,
            };
        }
        catch (OverflowException)
        {
            throw new InvalidCastException($"Cannot cast from {value.GetType().Name} to {target.Name} in column {Name}");
        }
    }

    private static DateTime Time(long ticks) => new(DateTime.UnixEpoch.Ticks + ticks);

    private ReadOnlySpan<byte> Bytes(ulong row) => NativeMethods.StringValue.Bytes((NativeMethods.StringValue*)_data + row);

    private BigInteger Huge(ulong row)
    {
        var value = ((NativeMethods.HugeInt*)_data)[row];
        return ((BigInteger)value.Upper << 64) | value.Lower;
    }

    private decimal Decimal(ulong row)
    {
        var unscaled = _stored switch
        {
            DuckDBType.SmallInt => ((short*)_data)[row],
            DuckDBType.Integer => ((int*)_data)[row],
            DuckDBType.BigInt => ((long*)_data)[row],
            _ => Huge(row),
        };
        var size = BigInteger.Abs(unscaled);
        if (_scale <= 28 && size < (BigInteger.One << 96))
        {
            return new decimal(
                (int)(uint)(size & uint.MaxValue), (int)(uint)((size >> 32) & uint.MaxValue), (int)(uint)(size >> 64),
                unscaled.Sign < 0, _scale);
        }

        var whole = BigInteger.DivRem(unscaled, BigInteger.Pow(10, _scale), out var rest);
        return (decimal)whole + (decimal)((double)rest / Math.Pow(10, _scale));
    }

    // Stored as a signed number whose highest bit is inverted, so that it sorts as the text does.
    private Guid Uuid(ulong row)
    {
        var value = ((NativeMethods.HugeInt*)_data)[row];
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)value.Upper ^ (1UL << 63));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], value.Lower);
        return new(bytes, bigEndian: true);
    }

    private IList List(ulong row)
    {
        var entry = ((NativeMethods.ListEntry*)_data)[row];
        var list = (IList)Activator.CreateInstance(ClrType)!;
        for (var index = entry.Offset; index < entry.Offset + entry.Length; index++)
        {
            if (!_element!.IsNull(index))
                list.Add(_element.Value(index));
            else if (_element.ClrType.IsValueType)
                throw new InvalidCastException($"The list in column {Name} contains null value but the element type is not nullable");
            else
                list.Add(null);
        }

        return list;
    }

    private Type ClrTypeOf() => Type switch
    {
        DuckDBType.Boolean => typeof(bool),
        DuckDBType.TinyInt => typeof(sbyte),
        DuckDBType.SmallInt => typeof(short),
        DuckDBType.Integer => typeof(int),
        DuckDBType.BigInt => typeof(long),
        DuckDBType.UnsignedTinyInt => typeof(byte),
        DuckDBType.UnsignedSmallInt => typeof(ushort),
        DuckDBType.UnsignedInteger => typeof(uint),
        DuckDBType.UnsignedBigInt => typeof(ulong),
        DuckDBType.Float => typeof(float),
        DuckDBType.Double => typeof(double),
        DuckDBType.HugeInt => typeof(BigInteger),
        DuckDBType.Varchar => typeof(string),
        DuckDBType.Blob => typeof(Stream),
        DuckDBType.Decimal => typeof(decimal),
        DuckDBType.Date => typeof(DateOnly),
        DuckDBType.Time => typeof(TimeOnly),
        DuckDBType.Timestamp or DuckDBType.TimestampTz or DuckDBType.TimestampS or DuckDBType.TimestampMs
            or DuckDBType.TimestampNs => typeof(DateTime),
        DuckDBType.Uuid => typeof(Guid),
        DuckDBType.List => typeof(List<>).MakeGenericType(_element!.ClrType),
        _ => throw new ArgumentException($"Unrecognised type {Type} ({(int)Type}) for column {Name}"),
    };
}

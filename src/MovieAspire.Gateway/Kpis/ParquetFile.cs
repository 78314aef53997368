using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Google.Protobuf.WellKnownTypes;

namespace MovieAspire.Gateway.Kpis;

/// <summary>
/// Writes a small table as Apache Parquet (github.com/apache/parquet-format): one row group, one page a column, plain
/// encoding, not compressed, every column optional. Enough for the rows of a KPI; whoever wants all of the lake reads its files.
/// </summary>
internal static class ParquetFile
{
    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    // parquet.thrift: Type, ConvertedType, Encoding.
    private enum Physical { Boolean = 0, Int32 = 1, Int64 = 2, Double = 5, ByteArray = 6, FixedLengthByteArray = 7 }

    private enum Converted { None = -1, Utf8 = 0, Decimal = 5, Date = 6 }

    private const int Plain = 0, Rle = 3, Optional = 1, DecimalBytes = 16;

    /// <param name="columns">Names with SQL's types; of what is unknown here, the text is written.</param>
    /// <param name="rows">A value for each column.</param>
    internal static byte[] Write(IReadOnlyList<(string Name, string Type)> columns, IReadOnlyList<ListValue> rows)
    {
        var file = new ArrayBufferWriter<byte>();
        file.Write(Magic);
        var chunks = new List<Chunk>();
        foreach (var (index, (name, type)) in columns.Index())
        {
            var column = Column.Of(name, type);
            var page = PageOf(column, [.. rows.Select(row => row.Values[index])]);
            var header = HeaderOf(page.Length, rows.Count);
            chunks.Add(new(column, file.WrittenCount, header.Length + page.Length));
            file.Write(header);
            file.Write(page);
        }

        var footer = FooterOf(chunks, rows.Count);
        file.Write(footer);
        BinaryPrimitives.WriteInt32LittleEndian(file.GetSpan(4), footer.Length);
        file.Advance(4);
        file.Write(Magic);
        return file.WrittenSpan.ToArray();
    }

    private static byte[] PageOf(Column column, IReadOnlyList<Value> values)
    {
        var page = new ArrayBufferWriter<byte>();
        // Definition levels, bit-packed: a bit for each value, 1 where there is one.
        var groups = (values.Count + 7) / 8;
        var levels = new ThriftWriter();
        levels.Varint((ulong)((groups << 1) | 1));
        var bits = new byte[groups];
        foreach (var (index, value) in values.Index())
        {
            if (!IsNull(value))
                bits[index / 8] |= (byte)(1 << (index % 8));
        }

        BinaryPrimitives.WriteInt32LittleEndian(page.GetSpan(4), levels.Written.Length + bits.Length);
        page.Advance(4);
        page.Write(levels.Written);
        page.Write(bits);
        WriteValues(page, column, [.. values.Where(value => !IsNull(value))]);
        return page.WrittenSpan.ToArray();
    }

    private static bool IsNull(Value value) => value.KindCase is Value.KindOneofCase.NullValue or Value.KindOneofCase.None;

    private static void WriteValues(ArrayBufferWriter<byte> page, Column column, IReadOnlyList<Value> values)
    {
        if (column.Physical is Physical.Boolean)
        {
            var bits = new byte[(values.Count + 7) / 8];
            foreach (var (index, value) in values.Index())
                bits[index / 8] |= (byte)((value.BoolValue ? 1 : 0) << (index % 8));
            page.Write(bits);
            return;
        }

        foreach (var value in values)
        {
            switch (column.Physical)
            {
                case Physical.Int32:
                    BinaryPrimitives.WriteInt32LittleEndian(page.GetSpan(4), column.Converted is Converted.Date ? DaysOf(value) : (int)column.Unscaled(value));
                    page.Advance(4);
                    break;
                case Physical.Int64:
                    BinaryPrimitives.WriteInt64LittleEndian(page.GetSpan(8), (long)column.Unscaled(value));
                    page.Advance(8);
                    break;
                case Physical.Double:
                    BinaryPrimitives.WriteDoubleLittleEndian(page.GetSpan(8), value.NumberValue);
                    page.Advance(8);
                    break;
                case Physical.FixedLengthByteArray:
                    BinaryPrimitives.WriteInt128BigEndian(page.GetSpan(DecimalBytes), (Int128)column.Unscaled(value));
                    page.Advance(DecimalBytes);
                    break;
                default:
                    var text = Encoding.UTF8.GetBytes(value.KindCase is Value.KindOneofCase.StringValue ? value.StringValue : value.ToString());
                    BinaryPrimitives.WriteInt32LittleEndian(page.GetSpan(4), text.Length);
                    page.Advance(4);
                    page.Write(text);
                    break;
            }
        }
    }

    private static int DaysOf(Value date) =>
        DateOnly.ParseExact(date.StringValue, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private static byte[] HeaderOf(int bytes, int values)
    {
        var header = new ThriftWriter();
        header.Int(1, 0).Int(2, bytes).Int(3, bytes);
        header.Struct(5, page => page.Int(1, values).Int(2, Plain).Int(3, Rle).Int(4, Rle));
        header.End();
        return header.Written.ToArray();
    }

    private static byte[] FooterOf(IReadOnlyList<Chunk> chunks, int rows)
    {
        var footer = new ThriftWriter();
        footer.Int(1, 1);
        footer.Structs(2, [
            root => root.Text(4, "kpi").Int(5, chunks.Count),
            .. chunks.Select(chunk => (Action<ThriftWriter>)(element => WriteSchema(element, chunk.Column))),
        ]);
        footer.Long(3, rows);
        footer.Structs(4, [group => group
            .Structs(1, [.. chunks.Select(chunk => (Action<ThriftWriter>)(column => WriteChunk(column, chunk, rows)))])
            .Long(2, chunks.Sum(chunk => chunk.Bytes)).Long(3, rows)]);
        footer.Text(6, "MovieAspire");
        footer.End();
        return footer.Written.ToArray();
    }

    private static void WriteSchema(ThriftWriter element, Column column)
    {
        element.Int(1, (int)column.Physical);
        if (column.Physical is Physical.FixedLengthByteArray)
            element.Int(2, DecimalBytes);
        element.Int(3, Optional).Text(4, column.Name);
        if (column.Converted is not Converted.None)
            element.Int(6, (int)column.Converted);
        if (column.Converted is Converted.Decimal)
            element.Int(7, column.Scale).Int(8, column.Precision);
    }

    private static void WriteChunk(ThriftWriter writer, Chunk chunk, int rows) => writer
        .Long(2, chunk.Offset)
        .Struct(3, data => data
            .Int(1, (int)chunk.Column.Physical).Ints(2, [Plain, Rle]).Texts(3, [chunk.Column.Name]).Int(4, 0)
            .Long(5, rows).Long(6, chunk.Bytes).Long(7, chunk.Bytes).Long(9, chunk.Offset));

    private sealed record Chunk(Column Column, long Offset, long Bytes);

    private sealed record Column(string Name, Physical Physical, Converted Converted = Converted.None, int Precision = 0, int Scale = 0)
    {
        public static Column Of(string name, string type) => type switch
        {
            "BOOLEAN" => new(name, Physical.Boolean),
            "TINYINT" or "SMALLINT" or "INTEGER" => new(name, Physical.Int32),
            "BIGINT" => new(name, Physical.Int64),
            "FLOAT" or "DOUBLE" => new(name, Physical.Double),
            "DATE" => new(name, Physical.Int32, Converted.Date),
            _ when type.StartsWith("DECIMAL(", StringComparison.Ordinal) && type[8..^1].Split(',') is [var precision, var scale] => Decimal(
                name, int.Parse(precision, CultureInfo.InvariantCulture), int.Parse(scale, CultureInfo.InvariantCulture)),
            _ => new(name, Physical.ByteArray, Converted.Utf8),
        };

        private static Column Decimal(string name, int precision, int scale) => new(
            name, precision <= 9 ? Physical.Int32 : precision <= 18 ? Physical.Int64 : Physical.FixedLengthByteArray, Converted.Decimal, precision, scale);

        // Fifteen digits, which a double carries without loss.
        public decimal Unscaled(Value value)
        {
            var number = (decimal)value.NumberValue;
            for (var digit = 0; digit < Scale; digit++)
                number *= 10;
            return decimal.Round(number);
        }
    }

    /// <summary>Thrift's compact protocol, as far as Parquet's headers need it.</summary>
    private sealed class ThriftWriter
    {
        private const int Int32Type = 5, Int64Type = 6, Binary = 8, List = 9, StructType = 12;

        private readonly ArrayBufferWriter<byte> _bytes = new();
        private int _last;

        public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

        public ThriftWriter Int(int field, int value) => Field(field, Int32Type).ZigZag(value);

        public ThriftWriter Long(int field, long value) => Field(field, Int64Type).ZigZag(value);

        public ThriftWriter Text(int field, string value) => Field(field, Binary).Bytes(value);

        public ThriftWriter Ints(int field, IReadOnlyList<int> values)
        {
            Field(field, List).ListOf(Int32Type, values.Count);
            foreach (var value in values)
                ZigZag(value);
            return this;
        }

        public ThriftWriter Texts(int field, IReadOnlyList<string> values)
        {
            Field(field, List).ListOf(Binary, values.Count);
            foreach (var value in values)
                Bytes(value);
            return this;
        }

        public ThriftWriter Struct(int field, Action<ThriftWriter> write) => Field(field, StructType).Nested(write);

        public ThriftWriter Structs(int field, IReadOnlyList<Action<ThriftWriter>> elements)
        {
            Field(field, List).ListOf(StructType, elements.Count);
            foreach (var element in elements)
                Nested(element);
            return this;
        }

        public void End() => Byte(0);

        public void Varint(ulong value)
        {
            for (; value >= 0x80; value >>= 7)
                Byte((byte)(value | 0x80));
            Byte((byte)value);
        }

        // A field's number is written as its distance from the one before, which is always small here.
        private ThriftWriter Field(int field, int type)
        {
            Byte((byte)(((field - _last) << 4) | type));
            _last = field;
            return this;
        }

        private ThriftWriter Nested(Action<ThriftWriter> write)
        {
            var outer = _last;
            _last = 0;
            write(this);
            End();
            _last = outer;
            return this;
        }

        private void ListOf(int type, int count)
        {
            if (count < 15)
            {
                Byte((byte)((count << 4) | type));
                return;
            }

            Byte((byte)(0xF0 | type));
            Varint((ulong)count);
        }

        private ThriftWriter ZigZag(long value)
        {
            Varint((ulong)((value << 1) ^ (value >> 63)));
            return this;
        }

        private ThriftWriter Bytes(string value)
        {
            var bytes = Encoding.UTF8.GetBytes(value);
            Varint((ulong)bytes.Length);
            _bytes.Write(bytes);
            return this;
        }

        private void Byte(byte value)
        {
            _bytes.GetSpan(1)[0] = value;
            _bytes.Advance(1);
        }
    }
}

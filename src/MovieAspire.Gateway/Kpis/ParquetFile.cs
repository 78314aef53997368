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

    // parquet.thrift: Encoding, FieldRepetitionType.
    private const int Plain = 0, Rle = 3, Optional = 1;

    private const int DecimalBytes = 16;

    /// <param name="columns">Names with SQL's types; of what is unknown here, the text is written.</param>
    /// <param name="rows">A value for each column.</param>
    internal static byte[] Write(IReadOnlyList<(string Name, string Type)> columns, IReadOnlyList<ListValue> rows)
    {
        var file = new ArrayBufferWriter<byte>();
        file.Write(Magic);
        var chunks = new List<Chunk>();
        foreach (var (index, (name, type)) in columns.Index())
        {
            var column = ParquetColumn.Of(name, type);
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

    private static byte[] PageOf(ParquetColumn column, IReadOnlyList<Value> values)
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

    private static void WriteValues(ArrayBufferWriter<byte> page, ParquetColumn column, IReadOnlyList<Value> values)
    {
        if (column.Physical is ParquetType.Boolean)
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
                case ParquetType.Int32:
                    BinaryPrimitives.WriteInt32LittleEndian(page.GetSpan(4), column.Converted is ConvertedType.Date ? DaysOf(value) : (int)column.Unscaled(value));
                    page.Advance(4);
                    break;
                case ParquetType.Int64:
                    BinaryPrimitives.WriteInt64LittleEndian(page.GetSpan(8), (long)column.Unscaled(value));
                    page.Advance(8);
                    break;
                case ParquetType.Double:
                    BinaryPrimitives.WriteDoubleLittleEndian(page.GetSpan(8), value.NumberValue);
                    page.Advance(8);
                    break;
                case ParquetType.FixedLengthByteArray:
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

    private static void WriteSchema(ThriftWriter element, ParquetColumn column)
    {
        element.Int(1, (int)column.Physical);
        if (column.Physical is ParquetType.FixedLengthByteArray)
            element.Int(2, DecimalBytes);
        element.Int(3, Optional).Text(4, column.Name);
        if (column.Converted is not ConvertedType.None)
            element.Int(6, (int)column.Converted);
        if (column.Converted is ConvertedType.Decimal)
            element.Int(7, column.Scale).Int(8, column.Precision);
    }

    private static void WriteChunk(ThriftWriter writer, Chunk chunk, int rows) => writer
        .Long(2, chunk.Offset)
        .Struct(3, data => data
            .Int(1, (int)chunk.Column.Physical).Ints(2, [Plain, Rle]).Texts(3, [chunk.Column.Name]).Int(4, 0)
            .Long(5, rows).Long(6, chunk.Bytes).Long(7, chunk.Bytes).Long(9, chunk.Offset));

    private sealed record Chunk(ParquetColumn Column, long Offset, long Bytes);
}

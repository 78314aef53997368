using System.Buffers;
using System.Text;

namespace MovieAspire.Gateway.Kpis;

/// <summary>Thrift's compact protocol, as far as Parquet's headers need it.</summary>
internal sealed class ThriftWriter
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

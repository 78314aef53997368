using System.Buffers.Binary;
using Google.Protobuf;

namespace MovieAspire.Redis.Caching;

/// <summary>
/// What lies in Redis: two 64-bit numbers, little endian, and the message in protobuf's own format. Where there is no
/// message the second number, milliseconds since 1970, is negative.
/// </summary>
/// <param name="Generation">Of the data that the message was read from.</param>
/// <param name="ReadAt">When it was read.</param>
/// <param name="Message">Null where there was nothing to read. May be shared: do not change it.</param>
internal sealed record CacheEntry<T>(long Generation, DateTimeOffset ReadAt, T? Message) where T : class, IMessage<T>, new()
{
    private const int HeaderBytes = 16;

    /// <summary>Null for bytes that are no such entry.</summary>
    public static CacheEntry<T>? Parse(byte[] bytes)
    {
        if (bytes.Length < HeaderBytes)
            return null;

        var milliseconds = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8));
        if (milliseconds == long.MinValue || Math.Abs(milliseconds) > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            return null;

        var message = milliseconds < 0 ? null : new T();
        try
        {
            message?.MergeFrom(bytes.AsSpan(HeaderBytes));
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }

        return new(
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
            DateTimeOffset.FromUnixTimeMilliseconds(Math.Abs(milliseconds)), message);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[HeaderBytes + (Message?.CalculateSize() ?? 0)];
        var milliseconds = ReadAt.ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Generation);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), Message is null ? -milliseconds : milliseconds);
        Message?.WriteTo(bytes.AsSpan(HeaderBytes));
        return bytes;
    }

    public bool IsFresh(long generation, TimeSpan timeToLive, DateTimeOffset now) =>
        Generation == generation && now - ReadAt < timeToLive;
}

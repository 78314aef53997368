using System.Buffers.Binary;
using Google.Protobuf;

namespace MovieAspire.ServiceDefaults.Caching;

/// <summary>What lies in Redis: two 64-bit numbers, little endian, and the message in protobuf's own format.</summary>
/// <param name="Generation">Of the data that the message was read from.</param>
/// <param name="WrittenAt">When it was read.</param>
/// <param name="Message">May be shared: do not change it.</param>
internal sealed record CacheEntry<T>(long Generation, DateTimeOffset WrittenAt, T Message) where T : class, IMessage<T>, new()
{
    private const int HeaderBytes = 16;

    /// <summary>Null for bytes that are no such entry.</summary>
    public static CacheEntry<T>? Parse(byte[] bytes)
    {
        if (bytes.Length < HeaderBytes)
            return null;

        var milliseconds = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8));
        if (milliseconds < 0 || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            return null;

        var message = new T();
        try
        {
            message.MergeFrom(bytes.AsSpan(HeaderBytes));
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }

        return new(
            BinaryPrimitives.ReadInt64LittleEndian(bytes), DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), message);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[HeaderBytes + Message.CalculateSize()];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Generation);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), WrittenAt.ToUnixTimeMilliseconds());
        Message.WriteTo(bytes.AsSpan(HeaderBytes));
        return bytes;
    }

    public bool IsFresh(long generation, TimeSpan timeToLive, DateTimeOffset now) =>
        Generation == generation && now - WrittenAt < timeToLive;
}

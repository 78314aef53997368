using System.Buffers.Binary;
using System.IO.Compression;
using MovieAspire.Redis.Connection;
using StackExchange.Redis;

namespace MovieAspire.Providers.Calls;

/// <summary>Bodies of the last minutes in Redis, so that a retried item or a second worker asks nobody. Without
/// Redis there is no cache.</summary>
internal sealed class ResponseCache(RedisConnection redis, IRequestQuota quota)
{
    // When it was fetched (Unix ms), then the body, gzip.
    private const int HeaderSize = sizeof(long);

    /// <summary>Larger bodies are rare and would push out many others.</summary>
    private const int LargestEntry = 64 * 1024;

    public async ValueTask<RawBody?> GetAsync(
        Provider provider, string key, string request, TimeSpan ttl, CancellationToken cancellationToken,
        DateTimeOffset? fetchedSince = null)
    {
        if (ttl <= TimeSpan.Zero)
            return null;

        var (answered, value) = await redis.TryAsync(database => database.StringGetAsync(Name(key)), cancellationToken);
        if (!answered || (byte[]?)value is not { Length: > HeaderSize } entry || Unpack(entry, provider, request) is not { } body
            || body.FetchedAt < fetchedSince)
            return null;
        quota.CountCached(provider);
        return body;
    }

    public async ValueTask SetAsync(string key, RawBody body, TimeSpan ttl, CancellationToken cancellationToken)
    {
        if (ttl <= TimeSpan.Zero)
            return;

        var entry = Pack(body);
        if (entry.Length <= LargestEntry)
            await redis.TryAsync(database => database.StringSetAsync(Name(key), entry, ttl), cancellationToken);
    }

    private static RedisKey Name(string key) => "provider-response:" + key;

    private static byte[] Pack(RawBody body)
    {
        using var entry = new MemoryStream();
        Span<byte> header = stackalloc byte[HeaderSize];
        BinaryPrimitives.WriteInt64LittleEndian(header, body.FetchedAt.ToUnixTimeMilliseconds());
        entry.Write(header);
        using (var gzip = new GZipStream(entry, CompressionLevel.Fastest))
            gzip.Write(body.Body.Span);
        return entry.ToArray();
    }

    private static RawBody? Unpack(byte[] entry, Provider provider, string request)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(entry, HeaderSize, entry.Length - HeaderSize), CompressionMode.Decompress);
            using var body = new MemoryStream();
            gzip.CopyTo(body);
            var fetchedAt = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(entry));
            return new(provider, request, fetchedAt, body.ToArray(), FromCache: true);
        }
        catch (InvalidDataException)
        {
            return null; // Not an entry of ours: as good as none.
        }
    }
}

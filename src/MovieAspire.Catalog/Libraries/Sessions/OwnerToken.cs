using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MovieAspire.Catalog.Libraries.Sessions;

/// <summary>What lets its holder change a session: 256 random bits. Only a hash is kept, which needs no salt for that many.</summary>
internal static class OwnerToken
{
    private const int Bytes = 32;

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Whether the token has the hash, in a time that does not tell how much of it is right.</summary>
    public static bool IsValid(string token, byte[] hash) => CryptographicOperations.FixedTimeEquals(HashOf(token), hash);

    /// <summary>An id that nobody guesses: 122 random bits.</summary>
    public static Guid CreateSessionId()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new(bytes, bigEndian: true);
    }
}

using System.Text;

namespace MovieAspire.ProviderEmulator.Omdb;

internal static class OmdbFaults
{
    /// <summary>Puts a raw tab or a backslash that escapes nothing into the first text, as OMDb has been seen to do.</summary>
    public static byte[] Spoil(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        var place = text.IndexOf(":\"", StringComparison.Ordinal) + 2;
        return Encoding.UTF8.GetBytes(text.Insert(place, body.Length % 2 == 0 ? "\t" : "\\S"));
    }
}

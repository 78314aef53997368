using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace MovieAspire.Catalog.Movies.Lists;

/// <summary>
/// The last movie of a page: its sort key and id. Opaque to callers: base64url of <c>sort:id:key</c>.
/// </summary>
/// <param name="Key">A value of the order's key type.</param>
/// <param name="Id">TMDB id.</param>
internal sealed record MovieCursor(object Key, int Id)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The cursor that continues after that movie.</summary>
    /// <param name="order">The order of the list.</param>
    /// <param name="key">As the order's key type writes it.</param>
    /// <param name="id">TMDB id.</param>
    public static string Encode(MovieOrder order, string key, int id) =>
        Base64Url.EncodeToString(StrictUtf8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)order.Sort}:{id}:{key}")));

    /// <summary>Null when the text is no cursor of a list in that order.</summary>
    public static MovieCursor? Decode(string text, MovieOrder order)
    {
        string[] parts;
        try
        {
            parts = StrictUtf8.GetString(Base64Url.DecodeFromChars(text)).Split(':', 3);
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            return null;
        }

        return parts is [var sort, var idText, var keyText]
            && sort == ((int)order.Sort).ToString(CultureInfo.InvariantCulture)
            && int.TryParse(idText, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && order.KeyType.Parse(keyText) is { } key
            ? new MovieCursor(key, id)
            : null;
    }
}

using System.Buffers.Text;
using System.Globalization;
using System.Text;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Gateway.Http;

/// <summary>
/// Cursors of lists that are short and do not change, so that an offset is as good as a key. Opaque like all
/// cursors: clients only hand them back.
/// </summary>
internal static class OffsetCursor
{
    private const int MaxOffset = 10_000;

    internal static string Encode(int offset) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(offset.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Where the page starts, by its cursor or its offset.</summary>
    internal static int OffsetOf(PageQuery page)
    {
        if (page.Cursor is null)
            return page.Offset ?? 0;
        if (page.Offset is not null)
            throw ServiceError.InvalidField("offset", "must be left out when there is a cursor");

        return Decode(page.Cursor)
            ?? throw ServiceError.InvalidField("cursor", "must come from the Link header of a page of this list");
    }

    private static int? Decode(string cursor) =>
        Base64Url.IsValid(cursor)
        && int.TryParse(Base64Url.DecodeFromChars(cursor), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
        && offset <= MaxOffset
            ? offset
            : null;
}

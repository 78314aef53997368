using System.Buffers.Text;
using System.Globalization;
using System.Text;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Gateway.Paging;

/// <summary>
/// Cursors of lists that are short and do not change, so that an offset is as good as a key. Opaque like all
/// cursors: clients only hand them back.
/// </summary>
internal static class OffsetCursor
{
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

    /// <summary>Announces the page after one that is full; the caller need not know whether there is anything on it.</summary>
    /// <param name="context">The request for this page.</param>
    /// <param name="page">This page.</param>
    /// <param name="items">How many items it has.</param>
    /// <param name="pinned">Query values that the next page must not choose again, such as the newest day.</param>
    internal static void AnnounceNext(HttpContext context, PageQuery page, int items, params (string Name, string Value)[] pinned)
    {
        // As far as an offset reaches: what a link offers is never refused.
        if (items == page.LimitOrDefault && OffsetOf(page) + items <= RequestCheck.MaxOffset)
            NextLink.Announce(context, Encode(OffsetOf(page) + items), pinned);
    }

    private static int? Decode(string cursor) =>
        Base64Url.IsValid(cursor)
        && int.TryParse(Base64Url.DecodeFromChars(cursor), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
        && offset <= RequestCheck.MaxOffset
            ? offset
            : null;
}

using System.Text;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Search;

/// <summary>
/// Matches as HTML. Both engines mark them by characters that no text has (private use, and the search documents are
/// rid of them), so that the text can be escaped before the marks become tags.
/// </summary>
internal static class Highlights
{
    public const char Start = '\ue000';
    public const char End = '\ue001';

    /// <summary>Adds a field to the hit's highlights, if it has matches.</summary>
    /// <param name="hit">The hit.</param>
    /// <param name="field">Its name in the API.</param>
    /// <param name="marked">Its text with marks around the matches.</param>
    public static void Add(SearchHit hit, string field, string? marked)
    {
        if (marked is not null && IsMarked(marked))
            hit.Highlights[field] = ToHtml(marked);
    }

    /// <summary>Whether the text has a match.</summary>
    public static bool IsMarked(string marked) => marked.Contains(Start, StringComparison.Ordinal);

    /// <summary>Escaped, with <c>&lt;em&gt;</c> for the marks. Marks that have no partner vanish.</summary>
    public static string ToHtml(string marked)
    {
        var html = new StringBuilder(marked.Length + 32);
        for (var place = 0; place < marked.Length;)
        {
            var start = marked.IndexOf(Start, place);
            var end = start < 0 ? -1 : marked.IndexOf(End, start);
            if (end < 0)
            {
                html.Append(Escape(marked.AsSpan(place)));
                break;
            }

            html.Append(Escape(marked.AsSpan(place..start)))
                .Append("<em>").Append(Escape(marked.AsSpan(start..end))).Append("</em>");
            place = end + 1;
        }

        return html.ToString();
    }

    // Only what HTML could take for markup: titles stay readable in their own script.
    private static string Escape(ReadOnlySpan<char> text)
    {
        var html = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\'' => html.Append("&#39;"),
                Start or End => html,
                _ => html.Append(letter),
            };
        }

        return html.ToString();
    }
}

using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace MovieAspire.Libraries.Exports;

/// <summary>
/// The text of a review. Letterboxd allows some markup in it; what is shown anywhere later is text alone, so none of it is kept.
/// </summary>
public static class ReviewText
{
    private static readonly string[] Breaking = ["br", "p", "div", "blockquote", "li", "h1", "h2", "h3"];
    private static readonly string[] Unseen = ["script", "style", "template", "noscript", "iframe", "object"];

    /// <summary>What a reader would see, with line breaks; null when nothing is left.</summary>
    public static string? Of(string markup)
    {
        var text = new System.Text.StringBuilder(markup.Length);
        if (markup.AsSpan().IndexOfAny('<', '&') < 0)
            text.Append(markup);
        else
            Append(text, new HtmlParser().ParseDocument($"<body>{markup}").Body!);

        var lines = text.ToString().ReplaceLineEndings("\n").Split('\n')
            .Select(line => new string([.. line.Where(letter => !char.IsControl(letter) || letter == '\t')]).Trim());
        var joined = string.Join('\n', lines).Trim('\n');
        while (joined.Contains("\n\n\n", StringComparison.Ordinal))
            joined = joined.Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
        return joined.Length == 0 ? null : joined;
    }

    private static void Append(System.Text.StringBuilder text, INode node)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText { Data: var data })
            {
                text.Append(data);
            }
            else if (child is IElement element && !Unseen.Contains(element.LocalName))
            {
                Append(text, element);
                if (Breaking.Contains(element.LocalName))
                    text.Append('\n');
            }
        }
    }
}

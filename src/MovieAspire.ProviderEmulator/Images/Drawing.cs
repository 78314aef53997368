using System.Globalization;
using System.Net;
using System.Text;
using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Images;

/// <summary>A picture in SVG, of a name and a year; the same ones make the same picture.</summary>
internal static class Drawing
{
    private const int MaxLines = 5;

    private static readonly (string From, string To)[] Colours =
    [
        ("#6b2333", "#2a0f1c"), ("#7a3b1d", "#33160f"), ("#6b4e14", "#2b1e0a"), ("#4c5418", "#1d220b"), ("#2a5a2c", "#0f2414"),
        ("#175a4c", "#08241f"), ("#14566b", "#081f2b"), ("#1d467a", "#0b1a33"), ("#34398a", "#13143a"), ("#502f86", "#1d1038"),
        ("#6b2a7a", "#280e30"), ("#77285a", "#2e0e24"),
    ];

    public static string Of(ImageFacts image)
    {
        var (width, height) = image.IsWide ? (1280, 720) : (342, 513);
        var size = image.IsWide ? 72 : 34;
        var lines = Wrap(image.Name, (int)(width * 0.84 / (size * 0.62)));
        var (from, to) = Colours[image.Id % Colours.Length];
        var circle = StableHash.Of(image.Name) % 100;
        var bottom = height - size - (image.Note is null ? 0 : size);

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">
            <defs><linearGradient id="g" x2="0.4" y2="1"><stop stop-color="{from}"/><stop offset="1" stop-color="{to}"/></linearGradient></defs>
            <rect width="{width}" height="{height}" fill="url(#g)"/>
            <circle cx="{width * (60 + circle * 0.4) / 100:0}" cy="{height * (8 + circle * 0.2) / 100:0}" r="{height * 0.3:0}" fill="#fff" fill-opacity="0.1"/>
            <circle cx="{width * (95 - circle * 0.6) / 100:0}" cy="{height * 0.3:0}" r="{height * (6 + circle * 0.08) / 100:0}" fill="#fff" fill-opacity="0.12"/>
            <g fill="#fff" font-family="system-ui, sans-serif">
            """);
        for (var i = 0; i < lines.Count; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""
                <text x="{width * 0.08:0}" y="{bottom - (lines.Count - 1 - i) * size * 1.15:0}" font-size="{size}" font-weight="650">{WebUtility.HtmlEncode(lines[i])}</text>
                """);
        }

        if (image.Note is not null)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""
                <text x="{width * 0.08:0}" y="{height - size:0}" font-size="{size * 0.8:0}" fill-opacity="0.85">{WebUtility.HtmlEncode(image.Note)}</text>
                """);
        }

        return svg.Append("</g></svg>").ToString();
    }

    private static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var shown = word.Length > width ? word[..(width - 1)] + "…" : word;
            if (lines is [.., var last] && last.Length + 1 + shown.Length <= width)
                lines[^1] = $"{last} {shown}";
            else
                lines.Add(shown);
        }

        if (lines.Count > MaxLines)
        {
            lines.RemoveRange(MaxLines, lines.Count - MaxLines);
            lines[^1] += "…";
        }

        return lines;
    }
}

using System.Globalization;
using System.Net;
using System.Text;

namespace MovieAspire.Lake.Quality;

/// <summary>A report as a page that needs no script and follows the reader's light or dark setting.</summary>
public static class QualityPage
{
    private const string Style =
        """
        :root { color-scheme: light dark; --line: light-dark(#d0d7de, #3d444d); --bad: light-dark(#a40e26, #ff8182);
          --warn: light-dark(#7d4e00, #e3b341); --good: light-dark(#116329, #56d364); }
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
        table { border-collapse: collapse; width: 100%; } th, td { border-bottom: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
        .scroll { overflow-x: auto; } .number { text-align: right; font-variant-numeric: tabular-nums; } code { font-size: .85em; overflow-wrap: anywhere; }
        .failed { color: var(--bad); font-weight: 600; } .warned { color: var(--warn); font-weight: 600; } .passed { color: var(--good); }
        """;

    /// <summary>The page's text.</summary>
    public static string Render(QualityReport report)
    {
        var failed = report.Breaches.Count();
        var warned = report.Results.Count(result => !result.Passed && result.Severity == "warn");
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Data quality: {report.Layer}</title><style>{Style}</style></head>
            <body>
            <h1>Data quality: {report.Layer}</h1>
            <p>Run {report.RunId}, {report.CheckedAt:yyyy-MM-dd HH:mm} UTC: {report.Results.Count} rules,
            <span class="{(failed > 0 ? "failed" : "passed")}">{failed} broken</span>, <span class="{(warned > 0 ? "warned" : "passed")}">{warned} warnings</span>.
            {(failed > 0 ? "The layer was not published; the last good one stays." : "The layer was published.")}</p>
            <div class="scroll"><table><thead><tr><th scope="col">Result</th><th scope="col">Table</th><th scope="col">Rule</th><th scope="col">Dimension</th>
            <th scope="col" class="number">Offending rows</th><th scope="col" class="number">Rows</th></tr></thead><tbody>

            """);
        foreach (var result in report.Results.OrderBy(result => result.Passed).ThenBy(result => result.Severity, StringComparer.Ordinal))
        {
            var (mark, word) = result.Passed ? ("passed", "kept") : result.Severity == "error" ? ("failed", "broken") : ("warned", "warning");
            var sample = string.Concat(result.Sample.Select(row => $"<br><code>{WebUtility.HtmlEncode(row)}</code>"));
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr><td class="{mark}">{word}</td><td>{WebUtility.HtmlEncode(result.Table)}</td><td>{WebUtility.HtmlEncode(result.Rule)}{sample}</td>
                <td>{WebUtility.HtmlEncode(result.Dimension)}</td><td class="number">{result.Offending:N0}</td><td class="number">{result.Rows:N0}</td></tr>

                """);
        }

        return page.Append("</tbody></table></div>\n</body></html>\n").ToString();
    }

    internal static void Write(string path, QualityReport report)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path + ".tmp", Render(report));
        File.Move(path + ".tmp", path, overwrite: true);
    }
}

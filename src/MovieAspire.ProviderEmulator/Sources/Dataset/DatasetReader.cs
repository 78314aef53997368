using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;

namespace MovieAspire.ProviderEmulator.Sources.Dataset;

/// <summary>Reads movie drafts out of one file, and reports what it could not use.</summary>
internal static class DatasetReader
{
    public static IEnumerable<MovieDraft> ReadJsonLines(TextReader lines, LoadReport report)
    {
        while (lines.ReadLine() is { } line)
        {
            if (line.Length == 0)
                continue;
            if (Parse(Mend(line, report)) is not JsonObject json)
                report.Skip("not JSON");
            else if (Draft(json, report) is { } draft)
                yield return draft;
        }
    }

    public static IEnumerable<MovieDraft> ReadCsv(TextReader text, LoadReport report)
    {
        using var csv = CsvReader.Create(text, options: null, leaveOpen: true);
        csv.ReadHeader();
        while (csv.Read())
        {
            if (csv.FieldCount != csv.Headers.Count)
                report.Skip("with a wrong number of fields");
            else if (Draft(Row(csv, report), report) is { } draft)
                yield return draft;
        }
    }

    public static Dictionary<string, string> ReadOmdb(TextReader lines, LoadReport report)
    {
        var bodies = new Dictionary<string, string>();
        while (lines.ReadLine() is { } line)
        {
            if (line.Length == 0)
                continue;
            if (Parse(Mend(line, report)) is not JsonObject json || json["response"] is not { } response)
                report.Skip("not JSON");
            else if (ImdbId(json, response) is not { } id)
                report.Skip("without an IMDb id");
            else if (bodies.TryAdd(id, response is JsonValue ? response.GetValue<string>() : response.ToJsonString(Relaxed)))
                report.Rows++;
            else
                report.Skip("twice");
        }

        return bodies;
    }

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // The body's own id, else the one that was asked for: "Movie not found!" has none.
    private static string? ImdbId(JsonObject line, JsonNode response) =>
        Cells.ImdbId((response as JsonObject)?["imdbID"]?.ToString())
        ?? (line["key"]?.ToString().Split("i=tt") is [_, var digits, ..] ? Cells.ImdbId("tt" + digits.Split('&')[0]) : null);

    private static MovieDraft? Draft(JsonObject json, LoadReport report)
    {
        if (JsonMovieReader.Read(json, out var reason) is { } draft)
        {
            report.Rows++;
            return draft;
        }

        report.Skip(reason);
        return null;
    }

    private static JsonObject Row(CsvReader csv, LoadReport report)
    {
        var row = new JsonObject();
        for (var i = 0; i < csv.FieldCount; i++)
        {
            if (Mend(csv.GetString(i), report) is { Length: > 0 } cell)
                row[csv.Headers[i]] = cell[0] is '[' or '{' && PythonLiteral.Parse(cell) is { } nested ? nested : cell;
        }

        return row;
    }

    private static string Mend(string text, LoadReport report)
    {
        var mended = Mojibake.Mend(text);
        if (!ReferenceEquals(mended, text) && mended != text)
            report.Mended++;
        return mended;
    }

    private static JsonNode? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

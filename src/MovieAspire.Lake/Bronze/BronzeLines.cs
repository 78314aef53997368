using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace MovieAspire.Lake.Bronze;

/// <summary>A line of a bronze file with its number from 1; what is wrong with it, or its content_hash.</summary>
public readonly record struct NumberedLine(long Number, string Text, string? ContentHash, string? Problem);

/// <summary>Walks through the lines of a raw file, damaged ones included: slower than DuckDB, for what must be named exactly.</summary>
public static class BronzeLines
{
    /// <summary>Every line; a damaged file ends with a line that says so.</summary>
    public static IEnumerable<NumberedLine> Read(string path)
    {
        using var file = File.OpenRead(path);
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        for (var number = 1L; ; number++)
        {
            string? line;
            string? damage = null;
            try
            {
                line = reader.ReadLine();
            }
            catch (InvalidDataException error)
            {
                (line, damage) = ("", error.Message);
            }

            if (damage is not null)
            {
                yield return new(number, "", null, $"the file is damaged from here on: {damage}");
                yield break;
            }

            if (line is null)
                yield break;
            yield return Check(number, line);
        }
    }

    /// <summary>Writes the whole lines of a file that DuckDB cannot read as plain text.</summary>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public static string? Salvage(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using var output = new StreamWriter(target);
        foreach (var line in Read(path))
        {
            if (line.Problem is { } problem && problem.StartsWith("the file is damaged", StringComparison.Ordinal))
                return string.Create(CultureInfo.InvariantCulture, $"line {line.Number}: {problem}");
            output.Write(line.Text);
            output.Write('\n');
        }

        return null;
    }

    /// <summary>Writes the lines of a file that broke off which are whole into a new one.</summary>
    /// <returns>How many there are.</returns>
    public static long SaveWhole(Stream broken, string target)
    {
        using var source = new GZipStream(broken, CompressionMode.Decompress, leaveOpen: true);
        using var reader = new StreamReader(source);
        using var output = new StreamWriter(new GZipStream(File.Create(target), CompressionLevel.Optimal));
        var lines = 0L;
        for (var number = 1L; ; number++)
        {
            string? line;
            try
            {
                line = reader.ReadLine();
            }
            catch (InvalidDataException)
            {
                return lines;
            }

            if (line is null || Check(number, line).Problem is not null)
                return lines;
            output.Write(line);
            output.Write('\n');
            lines++;
        }
    }

    private static NumberedLine Check(long number, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement is { ValueKind: JsonValueKind.Object } line
                && line.TryGetProperty("content_hash", out var hash) && hash.ValueKind == JsonValueKind.String
                ? new(number, text, hash.GetString(), null)
                : new(number, text, null, "the line is JSON, but no response");
        }
        catch (JsonException error)
        {
            return new(number, text, null, $"the line is no JSON: {error.Message}");
        }
    }
}

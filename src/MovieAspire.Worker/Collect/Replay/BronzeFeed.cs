using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MovieAspire.Lake.Bronze;

namespace MovieAspire.Worker.Collect.Replay;

/// <summary>An answer as bronze has it, not taken apart yet.</summary>
/// <param name="Request">Path and query.</param>
/// <param name="Status">Of HTTP; null where it is not known.</param>
/// <param name="At">When it was received.</param>
/// <param name="Line">The whole line.</param>
internal sealed record BronzeAnswer(string Request, int? Status, DateTimeOffset At, string Line);

/// <summary>Reads a provider's answers back, newest file first.</summary>
internal static class BronzeFeed
{
    // Before the body, which is most of a line and need not be read to know that there is a newer one.
    private const string EndOfHead = ",\"content_hash\"";

    /// <summary>Bytes of all files, compressed.</summary>
    public static long Bytes(string lake, string provider) => Files(lake, provider).Sum(path => new FileInfo(path).Length);

    /// <summary>
    /// The answers of one file in the order in which they came; runs that overlapped have files that overlap. A line that
    /// is no answer is left out; a file that is damaged ends early.
    /// </summary>
    /// <param name="lake">The folder of the lake.</param>
    /// <param name="provider">tmdb or omdb.</param>
    /// <param name="onFile">Is told the compressed bytes of a file that is done, and the last of what is wrong with it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<BronzeAnswer> ReadAsync(
        string lake, string provider, Action<string, long, string?> onFile, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var path in Files(lake, provider))
        {
            string? problem = null;
            await using var file = File.OpenRead(path);
            await using var gzip = new GZipStream(file, CompressionMode.Decompress);
            using var reader = new StreamReader(gzip);
            for (var number = 1L; ; number++)
            {
                BronzeAnswer? answer = null;
                try
                {
                    if (await reader.ReadLineAsync(cancellationToken) is not { } line)
                        break;
                    answer = Parse(line);
                }
                catch (InvalidDataException e)
                {
                    problem = FormattableString.Invariant($"line {number}: damaged from here on: {e.Message}");
                    break;
                }
                catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
                {
                    problem = FormattableString.Invariant($"line {number}: {e.Message}");
                }

                if (answer is not null)
                    yield return answer;
            }

            onFile(path, new FileInfo(path).Length, problem);
        }
    }

    private static BronzeAnswer Parse(string line)
    {
        // A file that was cut off ends without an error: the body, a string, is the last of a line, and its quote not escaped.
        if (!line.EndsWith("\"}", StringComparison.Ordinal) || line.EndsWith("\\\"}", StringComparison.Ordinal))
            throw new FormatException("The line breaks off.");
        var end = line.IndexOf(EndOfHead, StringComparison.Ordinal);
        using var head = JsonDocument.Parse(end < 0 ? line : $"{line.AsSpan(0, end)}}}");
        var status = head.RootElement.GetProperty("status");
        return new(
            head.RootElement.GetProperty("request").GetString() ?? "",
            status.ValueKind is JsonValueKind.Number ? status.GetInt32() : null,
            head.RootElement.GetProperty("ingested_at").GetDateTimeOffset(), line);
    }

    private static IEnumerable<string> Files(string lake, string provider)
    {
        var root = Path.Combine(BronzeLayout.Root(lake), provider);
        return Directory.Exists(root)
            ? Directory.EnumerateDirectories(root).Where(folder => BronzeLayout.DayOf(folder) is not null)
                .OrderDescending(StringComparer.Ordinal)
                .SelectMany(folder => Directory.EnumerateFiles(folder, BronzeLayout.FilePattern).OrderDescending(StringComparer.Ordinal))
            : [];
    }
}

using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace MovieAspire.Lake.Bronze;

/// <summary>Reads the raw bodies back.</summary>
public static class BronzeReader
{
    /// <summary>The lines of one provider's day, file by file in the order of their names; empty when there are none.</summary>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static async IAsyncEnumerable<BronzeLine> ReadAsync(
        string lake, string provider, DateOnly day, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = BronzeLayout.Partition(lake, provider, day);
        if (!Directory.Exists(folder))
            yield break;
        foreach (var path in Directory.EnumerateFiles(folder, BronzeLayout.FilePattern).Order(StringComparer.Ordinal))
        {
            await using var file = File.OpenRead(path);
            await using var gzip = new GZipStream(file, CompressionMode.Decompress);
            using var reader = new StreamReader(gzip);
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
                yield return BronzeLine.Parse(provider, line);
        }
    }
}

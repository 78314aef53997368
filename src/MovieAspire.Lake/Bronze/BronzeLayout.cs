using System.Globalization;

namespace MovieAspire.Lake.Bronze;

/// <summary>
/// Where things are in the bronze layer:
/// <c>bronze/&lt;provider&gt;/ingestion_date=YYYY-MM-DD/&lt;HHmmss&gt;_&lt;run_id&gt;_&lt;seq&gt;.ndjson.gz</c>.
/// </summary>
public static class BronzeLayout
{
    /// <summary>Published files.</summary>
    public const string FilePattern = "*.ndjson.gz";
    /// <summary>Follows the name of a file that is being written.</summary>
    public const string UnfinishedSuffix = ".tmp";
    private const string PartitionPrefix = "ingestion_date=";

    /// <summary>The layer's folder.</summary>
    public static string Root(string lake) => Path.Combine(lake, "bronze");

    /// <summary>The folder of a provider's day.</summary>
    /// <exception cref="ArgumentException">The provider is no plain word.</exception>
    public static string Partition(string lake, string provider, DateOnly day)
    {
        // The provider becomes a folder; nothing else may be reached by its name.
        if (provider.Length == 0 || !provider.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_'))
            throw new ArgumentException($"\"{provider}\" is no provider name.", nameof(provider));
        return Path.Combine(Root(lake), provider, FormattableString.Invariant($"{PartitionPrefix}{day:yyyy-MM-dd}"));
    }

    /// <summary>A file's name: when it was opened, by which run, and its number within the run.</summary>
    public static string FileName(DateTimeOffset openedAt, Guid runId, int sequence) =>
        FormattableString.Invariant($"{openedAt.UtcDateTime:HHmmss}_{runId}_{sequence:0000}.ndjson.gz");

    /// <summary>The day of a partition's folder; null for any other folder.</summary>
    public static DateOnly? DayOf(string folder)
    {
        var name = Path.GetFileName(folder);
        return name.StartsWith(PartitionPrefix, StringComparison.Ordinal)
            && DateOnly.TryParseExact(
                name[PartitionPrefix.Length..], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;
    }
}

using System.Globalization;

namespace MovieAspire.Worker.Collect.Changes;

/// <summary>
/// Refuses input that is more likely a fault of the provider than the truth, before it changes anything. Each check
/// returns the reason to fail the source and keep the data, or null when the input may be used.
/// </summary>
internal static class SuspiciousInput
{
    /// <param name="export">What the id export would change.</param>
    /// <param name="maxVanishedShare">Of the known movies, 0 to 1.</param>
    public static string? InExport(ExportDifference export, double maxVanishedShare)
    {
        if (export.Exported == 0) return "The id export is empty.";
        return export.Vanished > maxVanishedShare * export.Known
            ? string.Create(CultureInfo.InvariantCulture, $"The id export lacks {export.Vanished} of {export.Known} known movies, more than the {maxVanishedShare * 100:0.##} % that Changes:MaxVanishedShare allows.")
            : null;
    }

    /// <param name="movies">Lines that were a movie.</param>
    /// <param name="badLines">Lines that were none.</param>
    public static string? InExportLines(long movies, int badLines) => badLines > movies / 100
        ? string.Create(CultureInfo.InvariantCulture, $"The id export has {badLines} broken lines beside {movies} movies.")
        : null;

    /// <param name="list">The list, for example "popular".</param>
    /// <param name="before">Movies that it had last time; 0 when it was never read.</param>
    /// <param name="now">Movies that it has now.</param>
    public static string? InList(string list, int before, int now) => now == 0 && before > 0
        ? string.Create(CultureInfo.InvariantCulture, $"The list {list} is empty; it had {before} movies before.")
        : null;
}

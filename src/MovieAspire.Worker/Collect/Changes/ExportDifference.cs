namespace MovieAspire.Worker.Collect.Changes;

/// <summary>A movie in the daily id export.</summary>
internal readonly record struct ExportedMovie(int Id, string OriginalTitle, double Popularity, bool Adult, bool Video);

/// <summary>How an id export differs from the catalog; all are numbers of movies.</summary>
/// <param name="Exported">In the export.</param>
/// <param name="Known">In the catalog, and expected in the export: not removed, not adult, older than the export.</param>
/// <param name="New">In the export and not in the catalog.</param>
/// <param name="Returned">In the export, and removed in the catalog.</param>
/// <param name="Vanished">Known, and not in the export.</param>
internal sealed record ExportDifference(long Exported, long Known, long New, long Returned, long Vanished);

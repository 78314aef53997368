namespace MovieAspire.ProviderEmulator.Sources.Dataset;

/// <summary>Movies out of a directory of data set files. The richest file wins; the others fill up what it lacks
/// and add their own movies.</summary>
internal static partial class DatasetSource
{
    private static readonly (string File, bool IsCsv)[] Files =
    [
        ("movies.jsonl", false), ("top_2024.jsonl", false), ("movies_metadata.csv", true),
        ("tmdb_movies_udacity.csv", true), ("boxoffice_2026.csv", true),
    ];

    private const string OmdbFile = "omdb_responses.jsonl";

    public static MemorySource Load(string directory, ILogger logger)
    {
        if (!Directory.Exists(directory))
            throw new EmulatorStartException($"Emulator:Dataset: there is no directory \"{directory}\".");

        var files = new DatasetFiles(directory);
        var loaded = Files.AsParallel().AsOrdered().Select(entry => Read(files, entry.File, entry.IsCsv)).ToList();
        var reports = loaded.Select(file => file.Report).OfType<LoadReport>().ToList();
        var drafts = Merge(loaded.SelectMany(file => file.Drafts));
        if (drafts.Count == 0)
        {
            var names = string.Join(", ", Files.Select(entry => entry.File));
            throw new EmulatorStartException(
                $"Emulator:Dataset: no movie was found in \"{directory}\". One of {names} (or .gz) is expected there or in its folder tmdb.");
        }

        var omdb = ReadOmdb(files, reports);
        foreach (var report in reports.Where(report => report.Skipped > 0))
            LogSkipped(logger, report.Skipped, report.File, report.Reasons);

        foreach (var report in reports.Where(report => report.Mended > 0))
            LogMended(logger, report.Mended, report.File);
        var resolver = new DraftResolver(drafts.Values);
        var movies = resolver.Movies().ToList();
        if (resolver.DroppedGenres.Count > 0)
        {
            LogGenres(
                logger, resolver.DroppedGenres.Values.Sum(),
                string.Join(", ", resolver.DroppedGenres.Select(genre => $"{genre.Key} ({genre.Value})")));
        }

        return new(
            movies,
            $"data set {directory}: {drafts.Count} movies ({string.Join("; ", reports)})",
            omdb);
    }

    private static (LoadReport? Report, List<MovieDraft> Drafts) Read(DatasetFiles files, string file, bool isCsv)
    {
        using var reader = files.Open(file);
        if (reader is null)
            return (null, []);

        var report = new LoadReport(file);
        var drafts = isCsv ? DatasetReader.ReadCsv(reader, report) : DatasetReader.ReadJsonLines(reader, report);
        return (report, [.. drafts]);
    }

    private static Dictionary<int, MovieDraft> Merge(IEnumerable<MovieDraft> drafts)
    {
        var merged = new Dictionary<int, MovieDraft>();
        foreach (var draft in drafts)
        {
            if (!merged.TryAdd(draft.Id, draft))
                merged[draft.Id].Fill(draft);
        }

        return merged;
    }

    private static Dictionary<string, string> ReadOmdb(DatasetFiles files, List<LoadReport> reports)
    {
        using var reader = files.Open(OmdbFile);
        if (reader is null)
            return [];

        var report = new LoadReport(OmdbFile);
        reports.Add(report);
        return DatasetReader.ReadOmdb(reader, report);
    }

    [LoggerMessage(LogLevel.Information, "{Count} texts of {File} were written in a wrong encoding and are mended")]
    private static partial void LogMended(ILogger logger, int count, string file);

    [LoggerMessage(LogLevel.Information, "{Count} genres of movies are none of TMDB's and are left out: {Names}")]
    private static partial void LogGenres(ILogger logger, int count, string names);

    [LoggerMessage(LogLevel.Information, "{Count} rows of {File} are left out: {Reasons}")]
    private static partial void LogSkipped(ILogger logger, int count, string file, string reasons);
}

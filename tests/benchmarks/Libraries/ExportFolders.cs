using MovieAspire.Libraries.Exports;
using MovieAspire.Libraries.Matching;

namespace MovieAspire.Benchmarks.Libraries;

/// <summary>An export: its films with what is said of each.</summary>
internal sealed record ExportedLibrary(string Name, IReadOnlyList<ExportedFilm> Films);

/// <summary>A film with its newest rating of the diary, else that of ratings.csv.</summary>
internal sealed record ExportedFilm(FilmTitle Title, double? Rating, bool IsWatched, bool IsLiked);

/// <summary>The exports of a data set, one a folder.</summary>
internal static class ExportFolders
{
    private static readonly string[] Files = ["watched.csv", "ratings.csv", "diary.csv", "reviews.csv", "watchlist.csv", "likes/films.csv"];

    public static IReadOnlyList<ExportedLibrary> Read(string dataset) =>
        [.. Directory.EnumerateDirectories(Path.Combine(dataset, "letterboxd")).Order(StringComparer.Ordinal).Select(ReadOne)];

    private static ExportedLibrary ReadOne(string folder)
    {
        var export = new LetterboxdExport(new());
        var entries = new List<ExportEntry>();
        foreach (var file in Files.Where(file => File.Exists(Path.Combine(folder, file))))
        {
            using var content = File.OpenRead(Path.Combine(folder, file));
            if (content.Length > 0)
                entries.AddRange(export.Read(file, content).Select(row => row.Entry).OfType<ExportEntry>());
        }

        return new(Path.GetFileName(folder), [.. entries.GroupBy(entry => new FilmTitle(entry.Name, entry.Year)).Select(film => new ExportedFilm(
            film.Key,
            (double?)(film.Where(entry => entry.Kind is EntryKind.Diary && entry.Rating is not null).MaxBy(entry => entry.WatchedOn)?.Rating
                ?? film.FirstOrDefault(entry => entry.Rating is not null)?.Rating),
            film.Any(entry => entry.Kind is EntryKind.Watched or EntryKind.Rating or EntryKind.Diary or EntryKind.Review),
            film.Any(entry => entry.Kind is EntryKind.Like)))]);
    }
}

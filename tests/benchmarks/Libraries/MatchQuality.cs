using System.Globalization;
using CsvHelper;
using Microsoft.Extensions.Logging.Abstractions;
using MovieAspire.Libraries.Matching;
using MovieAspire.ProviderEmulator.Sources;
using MovieAspire.ProviderEmulator.Sources.Dataset;
using MovieAspire.Text.Folding;
using MovieAspire.Text.Titles;
using Movie = MovieAspire.ProviderEmulator.Movies.Movie;

namespace MovieAspire.Benchmarks.Libraries;

/// <summary>
/// Matches beside labels that come from elsewhere: MovieLens has titles and years of its own, and its editors' links to TMDB. A
/// film of an export has a label where its words and its year are those of exactly one MovieLens title, or, for titles of at least
/// three words that are unique there, one year beside; and where the data set has the linked movie.
/// </summary>
internal static class MatchQuality
{
    private const int WordsOfAnUnmistakableTitle = 3;

    public static void Measure(string dataset, IReadOnlyList<ExportedLibrary> exports, bool show)
    {
        var source = DatasetSource.Load(dataset, NullLogger.Instance);
        var movies = All(source);
        var ids = movies.Select(movie => movie.Id).ToHashSet();
        var labels = Labels(Path.Combine(dataset, "movielens"), ids);
        var films = exports.SelectMany(export => export.Films).Select(film => film.Title).Distinct().ToList();
        var labelled = films.Select(film => (Film: film, Label: LabelOf(film, labels))).Where(pair => pair.Label is not null)
            .Select(pair => (pair.Film, Label: pair.Label!.Value)).ToList();
        Console.WriteLine(FormattableString.Invariant($"{films.Count:N0} distinct films, {labelled.Count:N0} with a label; {movies.Count:N0} movies"));

        var byKey = movies.SelectMany(movie => Keys(movie).Select(key => (key, movie))).ToLookup(pair => pair.key, pair => pair.movie, StringComparer.Ordinal);
        var byTitle = movies.ToLookup(movie => (movie.Title, movie.ReleaseDate?.Year));
        var byWords = movies.SelectMany(movie => new[] { movie.Title, movie.OriginalTitle }.Distinct().SelectMany(title => Words.Of(title).Distinct().Select(word => (word, movie))))
            .ToLookup(pair => pair.word, pair => pair.movie, StringComparer.Ordinal);
        Report("MovieAspire", labelled, film => FilmMatcher.Decide(film, TitleKeys.All(film.Name).SelectMany(key => byKey[key]).Distinct().Select(ToCandidate)) is
        { State: MatchState.Matched, Best: { } best } ? best.Id : null, show);
        Report("exact title and year", labelled, film => byTitle[(film.Name, film.Year)].FirstOrDefault()?.Id, show: false);
        Report("first search result", labelled, film => FirstHit(film, byWords)?.Id, show: false);
    }

    private static void Report(string name, List<(FilmTitle Film, int Label)> labelled, Func<FilmTitle, int?> match, bool show)
    {
        var found = labelled.Select(pair => (pair.Film, pair.Label, Match: match(pair.Film))).ToList();
        var (accepted, right) = (found.Count(pair => pair.Match is not null), found.Count(pair => pair.Match == pair.Label));
        Console.WriteLine(FormattableString.Invariant(
            $"{name,-22} precision {100.0 * right / Math.Max(1, accepted):0.00} %  coverage {100.0 * accepted / labelled.Count:0.00} %  ({right:N0} right of {accepted:N0})"));
        if (!show)
            return;
        foreach (var (film, label, wrong) in found.Where(pair => pair.Match != pair.Label))
            Console.WriteLine(FormattableString.Invariant($"    {film}: {(wrong is { } id ? $"{id}" : "nothing")}, label {label}"));
    }

    // As the provider's search orders: whole titles first, those of the year before the others, then by popularity.
    private static Movie? FirstHit(FilmTitle film, ILookup<string, Movie> byWords)
    {
        var words = Words.Of(film.Name);
        if (words.Count == 0)
            return null;
        var folded = TextFolding.Fold(film.Name);
        return words.Select(word => byWords[word]).MinBy(hits => hits.Count())!
            .Where(movie => words.TrueForAll(word => Words.Of(movie.Title).Contains(word) || Words.Of(movie.OriginalTitle).Contains(word)))
            .Distinct()
            .OrderByDescending(movie => (TextFolding.Fold(movie.Title) == folded || TextFolding.Fold(movie.OriginalTitle) == folded ? 100 : 40)
                + (movie.ReleaseDate?.Year == film.Year ? 50 : 0) + Math.Log(1 + movie.Popularity))
            .FirstOrDefault();
    }

    private static int? LabelOf(FilmTitle film, ILookup<string, (int Year, int Movie)> labels)
    {
        var words = Words.Of(film.Name);
        var found = labels[KeyOf(film.Name)].Distinct().ToList();
        var exact = found.Where(label => label.Year == film.Year).ToList();
        if (exact.Count > 0)
            return exact.Count == 1 ? exact[0].Movie : null;
        return words.Count >= WordsOfAnUnmistakableTitle && found is [var only] && Math.Abs(only.Year - (film.Year ?? 0)) <= 1 ? only.Movie : null;
    }

    private static ILookup<string, (int Year, int Movie)> Labels(string directory, HashSet<int> ids)
    {
        var links = Rows(Path.Combine(directory, "links.csv")).Where(row => row[2].Length > 0)
            .ToDictionary(row => row[0], row => int.Parse(row[2], CultureInfo.InvariantCulture));
        return Rows(Path.Combine(directory, "movies.csv"))
            .Where(row => links.TryGetValue(row[0], out var id) && ids.Contains(id))
            .Select(row => (Title: row[1].Trim(), Id: links[row[0]]))
            .Where(row => row.Title.Length > 7 && row.Title[^1] == ')' && int.TryParse(row.Title[^5..^1], CultureInfo.InvariantCulture, out _))
            .ToLookup(row => KeyOf(Turned(row.Title[..^6].Trim())), row => (int.Parse(row.Title[^5..^1], CultureInfo.InvariantCulture), row.Id), StringComparer.Ordinal);
    }

    // "Matrix, The" is The Matrix; "City of Lost Children, The (Cité des enfants perdus, La)" has its original title behind.
    private static string Turned(string title)
    {
        if (title.IndexOf('(', StringComparison.Ordinal) is > 0 and var at)
            title = title[..at].Trim();
        foreach (var article in new[] { "The", "A", "An", "Les", "La", "Le", "Il", "El", "Das", "Der", "Die", "Los", "L'" })
        {
            if (title.EndsWith($", {article}", StringComparison.Ordinal))
                return $"{article} {title[..^(article.Length + 2)]}";
        }

        return title;
    }

    // Words and nothing cleverer: what is measured has no part in the labels.
    private static string KeyOf(string title) => string.Join(' ', Words.Of(title));

    private static HashSet<string> Keys(Movie movie)
    {
        var keys = TitleKeys.All(movie.Title);
        keys.UnionWith(TitleKeys.All(movie.OriginalTitle));
        return keys;
    }

    private static MovieCandidate ToCandidate(Movie movie) =>
        new(movie.Id, movie.Title, movie.OriginalTitle, movie.ReleaseDate, null, movie.VoteCount) { Popularity = movie.Popularity };

    private static List<Movie> All(MemorySource source)
    {
        var movies = new List<Movie>(source.Facts.Length);
        foreach (var facts in source.Facts)
            movies.Add(source.Find(facts.Id)!);
        return movies;
    }

    private static IEnumerable<string[]> Rows(string path)
    {
        using var text = new StreamReader(path);
        using var csv = CsvReader.Create(text, options: null, leaveOpen: true);
        csv.ReadHeader();
        while (csv.Read())
        {
            var row = new string[csv.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = csv.GetString(i);
            yield return row;
        }
    }
}

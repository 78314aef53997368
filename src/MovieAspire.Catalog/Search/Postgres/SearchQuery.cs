using System.Collections.Frozen;
using System.Globalization;
using MovieAspire.Text.Folding;
using MovieAspire.Text.Titles;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>A word of a query that a movie must have.</summary>
/// <param name="Folded">As it was typed.</param>
/// <param name="InDigits">A number in digits, or the same.</param>
/// <param name="IsJoined">Whether nothing but punctuation parts it from the word before.</param>
/// <param name="MayGoOn">Whether it may be only the beginning of a word: the last one, when no space follows.</param>
/// <param name="Year">The year of release that it may be, when other words say which movie.</param>
/// <param name="Corrections">What else may be meant.</param>
internal sealed record QueryWord(
    string Folded, string InDigits, bool IsJoined, bool MayGoOn, int? Year, IReadOnlyList<string> Corrections)
{
    /// <summary>Every word that it stands for as a whole.</summary>
    public IEnumerable<string> Meanings => Corrections.Prepend(InDigits).Prepend(Folded).Distinct(StringComparer.Ordinal);
}

/// <summary>
/// A query as it is understood. Articles and words like "movie" need not match, and so they only help to find a title that is
/// the very query.
/// </summary>
internal sealed class SearchQuery
{
    // As Meilisearch does.
    private const int MaxWords = 10;

    private const int FirstYear = 1870;
    private const int LastYear = 2150;

    private static readonly FrozenSet<string> Fillers =
        new[] { "movie", "movies", "film", "films" }.ToFrozenSet(StringComparer.Ordinal);

    private SearchQuery(IReadOnlyList<QueryWord> words, string exact, string loose, IReadOnlyList<string> remainders, int? year, IReadOnlyList<string>? numbers)
    {
        (Words, Exact, Loose, Remainders, Year, Numbers) = (words, exact, loose, remainders, year, numbers);
    }

    /// <summary>What a movie must have; empty for a query of signs only.</summary>
    public IReadOnlyList<QueryWord> Words { get; }

    /// <summary>The key of a title that is the query (<see cref="TitleKeys.Exact"/>).</summary>
    public string Exact { get; }

    /// <summary>Likewise without articles.</summary>
    public string Loose { get; }

    /// <summary>Likewise without the year and words like "movie", as far as there are any.</summary>
    public IReadOnlyList<string> Remainders { get; }

    /// <summary>The year of release that is part of the query, perhaps.</summary>
    public int? Year { get; }

    /// <summary>The words with numbers of several words in digits: "nineteen eighty four"; null when there are none.</summary>
    public IReadOnlyList<string>? Numbers { get; }

    /// <summary>Every key of a title that the query may be.</summary>
    public string[] Keys => [.. Remainders.Prepend(Loose).Prepend(Exact).Distinct(StringComparer.Ordinal)];

    public static SearchQuery Read(string text)
    {
        var read = Text.Folding.Words.Read(text);
        if (read.Count > MaxWords)
            read.RemoveRange(MaxWords, read.Count - MaxWords);
        var mayGoOn = read.Count > 0 && read[^1].End == text.Length;
        return Of(read, mayGoOn, text);
    }

    /// <summary>The same query, where words may also be one of their corrections.</summary>
    public SearchQuery With(IReadOnlyDictionary<string, string[]> corrections) => new(
        [.. Words.Select(word => corrections.TryGetValue(word.Folded, out var meant) ? word with { Corrections = meant } : word)],
        Exact, Loose, Remainders, Year, Numbers);

    /// <summary>The query of some words of another.</summary>
    public static SearchQuery Of(IEnumerable<QueryWord> words)
    {
        var kept = words.ToList();
        return Of(kept.ConvertAll(word => new Word(word.Folded, 0, 0, word.IsJoined)), kept[^1].MayGoOn, "");
    }

    private static SearchQuery Of(List<Word> read, bool mayGoOn, string text)
    {
        var folded = read.ConvertAll(word => word.Folded);
        if (folded.Count == 0)
            return new([], TitleKeys.Exact(text), TitleKeys.Loose(text), [], null, null);

        var needed = Enumerable.Range(0, read.Count).Where(place => IsNeeded(read, place)).ToList();
        if (needed.Count == 0)
            needed = [.. Enumerable.Range(0, read.Count)];
        var yearPlace = needed.Count > 1 ? needed.FindLast(place => YearOf(folded[place]) is not null && place > 0) : 0;
        int? year = yearPlace > 0 ? YearOf(folded[yearPlace]) : null;

        var words = needed.ConvertAll(place => new QueryWord(
            folded[place], TitleKeys.Canonical(folded[place]), read[place].IsJoined && needed.Contains(place - 1),
            mayGoOn && place == read.Count - 1, place == yearPlace ? year : null, []));
        var inDigits = TitleKeys.Canonical(folded);
        var singly = folded.Select(TitleKeys.Canonical);
        return new(
            words, string.Concat(inDigits), TitleKeys.Loose(inDigits), RemaindersOf(folded, year is null ? -1 : yearPlace), year,
            inDigits.Count == folded.Count && inDigits.All(word => singly.Contains(word)) ? null : Articles.Without(inDigits));
    }

    private static bool IsNeeded(List<Word> read, int place) =>
        read[place].IsJoined || (place + 1 < read.Count && read[place + 1].IsJoined)
        || !(Articles.IsEnglish(read[place].Folded) || Fillers.Contains(read[place].Folded));

    private static string[] RemaindersOf(List<string> folded, int yearPlace)
    {
        var keys = new List<string>(3);
        var withoutYear = yearPlace < 0 ? folded : [.. folded[..yearPlace], .. folded[(yearPlace + 1)..]];
        foreach (var rest in new[] { withoutYear, WithoutFillers(folded), WithoutFillers(withoutYear) })
        {
            if (rest.Count > 0 && rest.Count < folded.Count)
                keys.Add(TitleKeys.Loose(TitleKeys.Canonical(rest)));
        }

        return [.. keys.Distinct(StringComparer.Ordinal)];
    }

    private static List<string> WithoutFillers(List<string> folded) => folded.FindAll(word => !Fillers.Contains(word));

    private static int? YearOf(string word) =>
        word.Length == 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year is >= FirstYear and <= LastYear ? year : null;
}

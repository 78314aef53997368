using System.Text;
using MovieAspire.Text.Folding;
using MovieAspire.Text.Titles;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>Marks the words of a text that a query asks for; words that belong together may match together. For one search.</summary>
internal sealed class MatchMarker(SearchQuery query)
{
    // Less would mark something in most words.
    private const int MinBeginning = 3;

    private readonly FoldedWords _words = new();

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _meant = new HashSet<string>(
        query.Words.SelectMany(word => word.Meanings)
            .Concat(query.Words.Zip(query.Words.Skip(1), (first, second) => first.Folded + second.Folded)),
        StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    // Else a word that is written in another way cannot be meant.
    private readonly bool _hasNumbers = query.Words.Any(word => word.InDigits != word.Folded || word.Folded.Any(char.IsDigit));

    private readonly string? _beginning =
        query.Words is [.., { MayGoOn: true } last] && last.Folded.Length >= MinBeginning ? last.Folded : null;

    private readonly string[] _phrases = [.. query.Words.Select(word => word.Folded).Where(word => Words.IsWithoutSpaces(word))];

    /// <summary>The text with marks around its matches.</summary>
    public string Mark(string text)
    {
        var marks = Places(text);
        if (marks.Count == 0)
            return text;

        var marked = new StringBuilder(text.Length + 2 * marks.Count);
        var place = 0;
        foreach (var (start, end) in marks)
        {
            // One character may be two words: "½".
            if (start < place)
                continue;
            marked.Append(text, place, start - place).Append(Highlights.Start).Append(text, start, end - start).Append(Highlights.End);
            place = end;
        }

        return marked.Append(text, place, text.Length - place).ToString();
    }

    private List<(int Start, int End)> Places(string text)
    {
        _words.Read(text);
        var places = new List<(int Start, int End)>();
        for (var first = 0; first < _words.Count;)
        {
            var count = CountAt(first);
            if (count > 0)
                places.Add(_words.PlaceOf(first, count));
            else
                AddPhrase(places, text, first);
            first += Math.Max(count, 1);
        }

        return places;
    }

    // How many words from this one on match as one: those of "WALL·E", this one alone, or "Star Wars" for "starwars".
    private int CountAt(int first)
    {
        var end = first + 1;
        while (end < _words.Count && _words.IsJoined(end))
            end++;
        if (end - first > 1 && !_words.IsJoined(first) && Matches(_words.Together(first, end - first)))
            return end - first;
        if (Matches(_words.Together(first, 1)))
            return 1;
        return first + 1 < _words.Count && _meant.Contains(_words.Together(first, 2)) ? 2 : 0;
    }

    private bool Matches(ReadOnlySpan<char> word) =>
        _meant.Contains(word) || (_hasNumbers && word.Length > 1 && _meant.Contains(TitleKeys.Canonical(word.ToString())))
        || (_beginning is not null && word.StartsWith(_beginning, StringComparison.Ordinal));

    private void AddPhrase(List<(int Start, int End)> places, string text, int word)
    {
        var (from, end) = _words.PlaceOf(word, 1);
        foreach (var phrase in _phrases)
        {
            if (text.IndexOf(phrase, from, end - from, StringComparison.Ordinal) is >= 0 and var start)
            {
                places.Add((start, start + phrase.Length));
                return;
            }
        }
    }
}

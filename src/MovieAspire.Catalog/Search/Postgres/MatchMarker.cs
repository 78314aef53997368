using System.Text;
using MovieAspire.Text.Folding;
using MovieAspire.Text.Titles;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>Marks the words of a text that a query asks for; words that belong together may match together.</summary>
internal sealed class MatchMarker(SearchQuery query)
{
    // Less would mark something in most words.
    private const int MinBeginning = 3;

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _words = new HashSet<string>(
        query.Words.SelectMany(word => word.Meanings)
            .Concat(query.Words.Zip(query.Words.Skip(1), (first, second) => first.Folded + second.Folded)),
        StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly int _longest = query.Words.SelectMany(word => word.Meanings).Max(word => (int?)word.Length) ?? 0;

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
        var (words, places) = (Words.Read(text), new List<(int Start, int End)>());
        for (var first = 0; first < words.Count;)
        {
            var count = CountAt(words, first);
            if (count > 0)
                places.Add((words[first].Start, words[first + count - 1].End));
            else
                AddPhrase(places, text, words[first]);
            first += Math.Max(count, 1);
        }

        return places;
    }

    // How many words from this one on match as one: those of "WALL·E", this one alone, or "Star Wars" for "starwars".
    private int CountAt(List<Word> words, int first)
    {
        var end = first + 1;
        while (end < words.Count && words[end].IsJoined)
            end++;
        if (end - first > 1 && !words[first].IsJoined && Matches(string.Concat(words[first..end].Select(word => word.Folded))))
            return end - first;
        if (Matches(words[first].Folded))
            return 1;
        return first + 1 < words.Count && AreOne(words[first].Folded, words[first + 1].Folded) ? 2 : 0;
    }

    private bool AreOne(string word, string next)
    {
        var length = word.Length + next.Length;
        if (length > _longest)
            return false;
        Span<char> joined = stackalloc char[length];
        word.CopyTo(joined);
        next.CopyTo(joined[word.Length..]);
        return _words.Contains(joined);
    }

    private bool Matches(string word) =>
        _words.Contains(word) || (_hasNumbers && word.Length > 1 && _words.Contains(TitleKeys.Canonical(word)))
        || (_beginning is not null && word.StartsWith(_beginning, StringComparison.Ordinal));

    private void AddPhrase(List<(int Start, int End)> places, string text, Word word)
    {
        foreach (var phrase in _phrases)
        {
            if (text.IndexOf(phrase, word.Start, word.End - word.Start, StringComparison.Ordinal) is >= 0 and var start)
            {
                places.Add((start, start + phrase.Length));
                return;
            }
        }
    }
}

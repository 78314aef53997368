using MovieAspire.Text.Folding;
using MovieAspire.Text.Search;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>A search's words as tsqueries over the columns of <c>catalog.search_documents</c>.</summary>
/// <param name="query">What was typed.</param>
/// <param name="vocabulary">What is known of its words.</param>
internal sealed class WordQueries(SearchQuery query, QueryVocabulary vocabulary)
{
    /// <summary>Shorter beginnings would bring most of all overviews.</summary>
    public const int MinBeginningInTexts = 3;

    /// <summary>All words in titles. Neighbours may be one word there ("god father"), and numbers may be in digits.</summary>
    public string Titles => AnyOf(
        Joined().Prepend([.. query.Words]).Select(words => AllOf(words, 1))
            .Concat(query.Numbers is { } numbers ? [string.Join(" & ", numbers.Select(Quote))] : []));

    /// <summary>All words in people's names; words that are the name of somebody must be together.</summary>
    public string Credits => AllOf(query.Words, MinBeginningInTexts, vocabulary.Names);

    /// <summary>All words anywhere; where much begins like the last one, that and the most frequent words that do.</summary>
    public string Texts => AnyOf(
        Joined().Select(words => AllOf(words, MinBeginningInTexts, completions: words[^1] == query.Words[^1] ? vocabulary.Completions : null))
            .Prepend(AllOf(query.Words, MinBeginningInTexts, vocabulary.Names, vocabulary.Completions)));

    /// <summary>A name as the beginning of that of a person, or as the whole of it.</summary>
    public static string Name(string name, bool mayGoOn) => Quote(name) + (mayGoOn ? ":*" : "");

    /// <summary>A word alone in any text.</summary>
    public static string InTexts(QueryWord word) => OneOf(word, MinBeginningInTexts, null);

    private IEnumerable<IReadOnlyList<QueryWord>> Joined()
    {
        for (var place = 1; place < query.Words.Count; place++)
        {
            var joined = query.Words[place - 1].Folded + query.Words[place].Folded;
            if (!query.Words[place].IsJoined && vocabulary.Knows(joined))
            {
                yield return
                [
                    .. query.Words.Take(place - 1),
                    query.Words[place] with { Folded = joined, InDigits = joined, IsJoined = false, Corrections = [], Year = null },
                    .. query.Words.Skip(place + 1),
                ];
            }
        }
    }

    private static string AllOf(
        IReadOnlyList<QueryWord> words, int minBeginning, IReadOnlyList<PersonName>? names = null, IReadOnlyList<string>? completions = null)
    {
        var parts = new List<string>();
        for (var place = 0; place < words.Count;)
        {
            var (from, end) = (place, place + 1);
            if (names?.FirstOrDefault(name => name.First == from) is { } person)
            {
                parts.Add(Name(person.Name, person.MayGoOn));
                place += person.Words;
                continue;
            }

            while (end < words.Count && words[end].IsJoined)
                end++;
            var apart = string.Join(" & ", words.Take(end).Skip(from).Select(word => OneOf(word, minBeginning, completions)));
            var together = string.Concat(words.Take(end).Skip(from).Select(word => word.Folded));
            parts.Add(end - from == 1 ? apart : $"(({apart}) | {Beginning(together, words[end - 1].MayGoOn, minBeginning)})");
            place = end;
        }

        return string.Join(" & ", parts);
    }

    private static string OneOf(QueryWord word, int minBeginning, IReadOnlyList<string>? completions)
    {
        // Scripts without spaces: the letters and pairs that a document has of a phrase.
        if (Words.IsWithoutSpaces(word.Folded) && Words.Pieces(word.Folded).Where((_, place) => place > 0).ToList() is { Count: > 0 } pieces)
            return string.Join(" & ", pieces.Where(piece => piece.Length > 1).Select(Quote));

        var meanings = word.Meanings.Select(Quote).ToList();
        if (word.MayGoOn && completions is not null)
            meanings.AddRange(completions.Except(word.Meanings).Select(Quote));
        else
            meanings[0] = Beginning(word.Folded, word.MayGoOn, minBeginning);
        if (word.Year is { } year)
            meanings.AddRange(new[] { year, year - 1, year + 1 }.Select(near => Quote(SearchDocument.YearWord(near))));
        return meanings.Count == 1 ? meanings[0] : $"({string.Join(" | ", meanings)})";
    }

    private static string Beginning(string word, bool mayGoOn, int minLength) =>
        Quote(word) + (mayGoOn && word.Length >= minLength && !Words.IsWithoutSpaces(word) ? ":*" : "");

    private static string AnyOf(IEnumerable<string> queries) => string.Join(" | ", queries.Select(query => $"({query})"));

    // Folded words have letters and digits only, and names spaces: nothing to escape.
    private static string Quote(string word) => $"'{SearchDocument.LexemeOf(word)}'";
}

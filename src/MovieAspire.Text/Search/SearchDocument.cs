using MovieAspire.Text.Folding;
using MovieAspire.Text.Titles;

namespace MovieAspire.Text.Search;

/// <summary>What search needs to know of a movie.</summary>
/// <param name="MovieId">TMDB id.</param>
/// <param name="Title">As it is shown.</param>
/// <param name="OriginalTitle">In the language of the movie.</param>
/// <param name="AlternativeTitles">Other titles, in any order, some perhaps twice.</param>
/// <param name="People">Names of those who count (<see cref="SearchedPeople"/>), in the order in which they are credited.</param>
/// <param name="Keywords">Their names.</param>
/// <param name="Overview">Empty when there is none.</param>
/// <param name="ReleaseYear">Null while unknown.</param>
public sealed record SearchSource(
    int MovieId, string Title, string OriginalTitle, IReadOnlyList<string> AlternativeTitles, IReadOnlyList<string> People,
    IReadOnlyList<string> Keywords, string Overview, int? ReleaseYear);

/// <summary>
/// A movie as Postgres searches it: a row of <c>catalog.search_documents</c>, whose columns the properties are. A pure function
/// of its source: equal sources make equal documents, in whatever order titles are given.
/// </summary>
public sealed class SearchDocument
{
    // A lexeme of Postgres may have 2,046 bytes; nobody types words of more than this.
    private const int MaxWordLength = 64;

    private readonly SortedSet<string> _vocabulary = new(StringComparer.Ordinal);

    private SearchDocument(SearchSource source)
    {
        MovieId = source.MovieId;
        var titles = source.AlternativeTitles.Order(StringComparer.Ordinal).Prepend(source.OriginalTitle).Prepend(source.Title)
            .Distinct(StringComparer.Ordinal).ToList();
        Names = [.. titles.Select(NameOf).Distinct(StringComparer.Ordinal)];
        Keys = Sorted(titles.SelectMany(TitleKeys.All));
        People = [.. source.People.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];

        var titleWords = new HashSet<string>(titles.SelectMany(TitleWords), StringComparer.Ordinal);
        if (source.ReleaseYear is { } year)
            titleWords.Add(YearWord(year));
        var creditWords = new HashSet<string>(People.SelectMany(PersonWords), StringComparer.Ordinal);
        Titles = Sorted(titleWords);
        Credits = Sorted(creditWords);
        Texts = Sorted(
            titleWords.Concat(creditWords).Concat(source.Keywords.SelectMany(KeywordWords)).Concat(PlainWords(Words.Read(source.Overview))));
    }

    /// <summary>TMDB id.</summary>
    public int MovieId { get; }

    /// <summary>The titles as they are compared (<see cref="NameOf"/>): title, original title, the others in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What any of the titles is found by as a whole (<see cref="TitleKeys.All"/>).</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>Names as they are written, once each.</summary>
    public IReadOnlyList<string> People { get; }

    /// <summary>Lexemes of the titles.</summary>
    public IReadOnlyList<string> Titles { get; }

    /// <summary>Lexemes of people: each word of a name, and each name as a whole.</summary>
    public IReadOnlyList<string> Credits { get; }

    /// <summary>Lexemes of everything.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>The words of titles, people and keywords that a typo may have meant, in order.</summary>
    public IReadOnlyCollection<string> Vocabulary => _vocabulary;

    /// <summary>The document of a movie.</summary>
    public static SearchDocument Of(SearchSource source) => new(source);

    /// <summary>A title as it is compared: words with numbers in digits, parted by spaces; the title itself if it has no words.</summary>
    public static string NameOf(string title) =>
        TitleKeys.WordsOf(title) is { Count: > 0 } words ? string.Join(' ', words) : title.Trim().ToLowerInvariant();

    /// <summary>The lexeme of a word: as much of it as can be stored.</summary>
    public static string LexemeOf(string word) => word.Shortened(MaxWordLength);

    /// <summary>The lexeme of a year of release, which is no word of a title.</summary>
    public static string YearWord(int year) => $"@{year}";

    // Each way of writing a word of a title: as it is, in digits, with letters for digits, without the 's of a genitive, and
    // together with its neighbour ("wall e", "starwars").
    private IEnumerable<string> TitleWords(string title)
    {
        var words = Words.Read(title);
        var plain = words.ConvertAll(word => word.Folded);
        foreach (var lexeme in PlainWords(words))
            yield return lexeme;
        foreach (var word in TitleKeys.Canonical(plain))
            yield return LexemeOf(word);
        for (var place = 0; place < words.Count; place++)
        {
            var word = words[place];
            AddToVocabulary(word.Folded);
            foreach (var meant in Numerals.Respelled(word.Folded))
            {
                yield return LexemeOf(meant);
                yield return LexemeOf(TitleKeys.Canonical(meant));
            }

            if (IsGenitive(title.AsSpan(word.Start..word.End)))
            {
                AddToVocabulary(word.Folded[..^1]);
                yield return LexemeOf(word.Folded[..^1]);
            }

            if (place > 0 && !Words.IsWithoutSpaces(word.Folded))
                yield return LexemeOf(plain[place - 1] + word.Folded);
        }
    }

    private IEnumerable<string> PersonWords(string name)
    {
        var words = Words.Read(name);
        foreach (var word in words)
            AddToVocabulary(word.Folded);
        return PlainWords(words).Append(LexemeOf(string.Join(' ', words.Select(word => word.Folded)))).Where(lexeme => lexeme.Length > 0);
    }

    private IEnumerable<string> KeywordWords(string keyword)
    {
        var words = Words.Read(keyword);
        foreach (var word in words)
            AddToVocabulary(word.Folded);
        return PlainWords(words);
    }

    // The words, those that belong together also as one ("spiderman"), and the pieces of phrases without spaces.
    private static IEnumerable<string> PlainWords(List<Word> words)
    {
        for (var place = 0; place < words.Count; place++)
        {
            var word = words[place];
            yield return LexemeOf(word.Folded);
            if (Words.IsWithoutSpaces(word.Folded))
            {
                foreach (var piece in Words.Pieces(word.Folded))
                    yield return piece;
            }

            if (word.IsJoined && (place + 1 == words.Count || !words[place + 1].IsJoined))
            {
                var first = place - 1;
                while (words[first].IsJoined)
                    first--;
                yield return LexemeOf(string.Concat(words[first..(place + 1)].Select(part => part.Folded)));
            }
        }
    }

    private void AddToVocabulary(string word)
    {
        if (word.Length is >= 2 and <= 40 && word.All(char.IsLetter) && !Words.IsWithoutSpaces(word))
            _vocabulary.Add(word);
    }

    private static bool IsGenitive(ReadOnlySpan<char> written) =>
        written.Length > 3 && written[^1] is 's' or 'S' && written[^2] is '\'' or '’' or '‘' or 'ʼ' or '´' or '`';

    private static string[] Sorted(IEnumerable<string> values) =>
        [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

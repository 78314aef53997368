using System.Text;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>
/// The words of a query, folded by <c>catalog.fold</c>: chunks parted by spaces, whose parts are parted by hyphens.
/// Becomes a tsquery that finds what <c>catalog.words</c> makes of texts.
/// </summary>
internal sealed class QueryWords
{
    // As Meilisearch does.
    private const int MaxChunks = 10;

    // Shorter beginnings would bring most of all overviews.
    private const int MinPrefixInTexts = 3;

    // catalog.words cuts longer ones.
    private const int MaxWordLength = 64;

    private readonly string[][] _chunks;
    private readonly bool _lastIsPrefix;
    private readonly IReadOnlyDictionary<string, string[]> _corrections;

    /// <param name="folded">By <c>catalog.fold</c>.</param>
    /// <param name="lastIsPrefix">Whether the last word may go on.</param>
    public QueryWords(string folded, bool lastIsPrefix)
        : this(
            [.. folded.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxChunks)
                .Select(chunk => chunk.Split('-', StringSplitOptions.RemoveEmptyEntries)).Where(chunk => chunk.Length > 0)],
            lastIsPrefix, new Dictionary<string, string[]>())
    {
    }

    private QueryWords(string[][] chunks, bool lastIsPrefix, IReadOnlyDictionary<string, string[]> corrections) =>
        (_chunks, _lastIsPrefix, _corrections) = (chunks, lastIsPrefix, corrections);

    public bool IsEmpty => _chunks.Length == 0;

    /// <summary>Each word as it was typed.</summary>
    public IEnumerable<string> Words => _chunks.SelectMany(chunk => chunk).Distinct(StringComparer.Ordinal);

    /// <summary>As a title may be stored: <c>wall e</c> and <c>walle</c>.</summary>
    public string[] Names =>
        [string.Join(' ', _chunks.Select(chunk => string.Join(' ', chunk))), string.Join(' ', _chunks.Select(chunk => string.Concat(chunk)))];

    /// <summary>The same query, where each of these words may also be one of its corrections.</summary>
    public QueryWords With(IReadOnlyDictionary<string, string[]> corrections) => new(_chunks, _lastIsPrefix, corrections);

    /// <summary>The tsquery for titles.</summary>
    public string OfTitles() => Compose(minPrefix: 1);

    /// <summary>The tsquery for all texts.</summary>
    public string OfTexts() => Compose(MinPrefixInTexts);

    /// <summary>Whether a word of a text, folded, is one that the query asks for.</summary>
    public bool Matches(string word) => _chunks.Index().Any(chunk =>
        chunk.Item.Append(string.Concat(chunk.Item)).Any(asked =>
            word == asked
            || (_corrections.TryGetValue(asked, out var corrections) && corrections.Contains(word))
            || (chunk.Index == _chunks.Length - 1 && _lastIsPrefix && asked == chunk.Item[^1]
                && asked.Length >= MinPrefixInTexts && word.StartsWith(asked, StringComparison.Ordinal))));

    private string Compose(int minPrefix)
    {
        var query = new StringBuilder();
        for (var place = 0; place < _chunks.Length; place++)
        {
            var chunk = _chunks[place];
            var isLast = place == _chunks.Length - 1 && _lastIsPrefix;
            var parts = chunk.Select((part, i) => Part(part, isLast && i == chunk.Length - 1, minPrefix));
            query.Append(place > 0 ? " & " : "").Append('(').AppendJoin(" & ", parts);
            if (chunk.Length > 1)
                query.Append(" | ").Append(Part(string.Concat(chunk), isLast, minPrefix));
            query.Append(')');
        }

        return query.ToString();
    }

    private string Part(string word, bool mayGoOn, int minPrefix)
    {
        // Scripts without spaces: the pairs of neighbours that catalog.words has of a text.
        if (Ideographs.Has(word) && Letters(word) is { Length: > 1 } letters)
            return string.Join(" & ", letters.Zip(letters.Skip(1), (first, second) => Lexeme(first + second)));

        var asked = Lexeme(word) + (mayGoOn && word.Length >= minPrefix && !Ideographs.Has(word) ? ":*" : "");
        return _corrections.TryGetValue(word, out var corrections)
            ? $"({string.Join(" | ", corrections.Select(Lexeme).Prepend(asked))})"
            : asked;
    }

    private static string Lexeme(string word)
    {
        var stored = word.Length > MaxWordLength ? string.Concat(Letters(word).Take(MaxWordLength)) : word;
        return $"'{stored.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
    }

    // Postgres counts code points.
    private static string[] Letters(string word) => [.. word.EnumerateRunes().Select(rune => rune.ToString())];
}

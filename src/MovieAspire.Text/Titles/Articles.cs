using System.Collections.Frozen;

namespace MovieAspire.Text.Titles;

/// <summary>Articles, which people add to titles and leave out of them.</summary>
public static class Articles
{
    private static readonly FrozenSet<string> English = new[] { "the", "a", "an" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Leading = (
        "the a an le la les l un une des der die das ein eine el los las lo una il i gli uno o os as um uma het een den det en ett")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> EnglishWords = English.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> LeadingWords = Leading.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Those of English.</summary>
    public static IReadOnlyCollection<string> OfEnglish => English;

    /// <summary>Whether it is one of English, which counts for nothing wherever it stands.</summary>
    /// <param name="word">Folded.</param>
    public static bool IsEnglish(ReadOnlySpan<char> word) => EnglishWords.Contains(word);

    /// <summary>Whether it may be an article, in any of the usual languages, where it is the first word of a title.</summary>
    /// <param name="word">Folded.</param>
    public static bool MayLead(ReadOnlySpan<char> word) => LeadingWords.Contains(word);

    /// <summary>
    /// The words without a leading article and without those of English anywhere; all of them if nothing else would be left.
    /// </summary>
    public static List<string> Without(IReadOnlyList<string> words)
    {
        var rest = new List<string>(words.Count);
        for (var place = 0; place < words.Count; place++)
        {
            if (!IsEnglish(words[place]) && (place > 0 || !MayLead(words[place])))
                rest.Add(words[place]);
        }

        return rest.Count > 0 ? rest : [.. words];
    }
}

namespace MovieAspire.Text.Spelling;

/// <summary>
/// A word and what is left of it without one or two of its letters, as hashes: two words within so many typos of each other
/// have one of them in common, so that candidates come out of an index and <see cref="EditDistance"/> only has to confirm
/// them. Symmetric deletes with a prefix, after Wolf Garbe's SymSpell (2012).
/// </summary>
public static class Deletions
{
    // Typos further behind leave the beginning alone, and then the beginnings are equal.
    private const int PrefixLength = 7;

    /// <summary>
    /// How many typos are forgiven between two words: one from three letters on and two from nine on, in the longer one.
    /// Meilisearch's settings are the same but for its five letters for one typo.
    /// </summary>
    public static int TyposBetween(ReadOnlySpan<char> typed, ReadOnlySpan<char> meant) =>
        Math.Max(typed.Length, meant.Length) switch { < 3 => 0, < 9 => 1, _ => 2 };

    /// <summary>The hashes to store for a word that may be meant, up to 29.</summary>
    public static int[] OfKnown(string word) =>
        // Two typos make a word of nine letters one of seven at least.
        Of(word, word.Length < 7 ? 1 : 2);

    /// <summary>The hashes to look up for a word that was typed; none for a letter alone.</summary>
    public static int[] OfTyped(string word) => word.Length switch
    {
        < 2 => [],
        2 => [Hash(word)],
        < 7 => Of(word, 1),
        _ => Of(word, 2),
    };

    private static int[] Of(string word, int depth)
    {
        var hashes = new HashSet<int>();
        Span<char> rest = stackalloc char[PrefixLength];
        Span<char> less = stackalloc char[PrefixLength];
        var prefix = word.AsSpan(0, Math.Min(word.Length, PrefixLength));
        hashes.Add(Hash(prefix));
        for (var i = 0; i < prefix.Length; i++)
        {
            prefix[..i].CopyTo(rest);
            prefix[(i + 1)..].CopyTo(rest[i..]);
            var one = rest[..(prefix.Length - 1)];
            hashes.Add(Hash(one));
            if (depth < 2)
                continue;
            for (var j = i; j < one.Length; j++)
            {
                one[..j].CopyTo(less);
                one[(j + 1)..].CopyTo(less[j..]);
                hashes.Add(Hash(less[..(one.Length - 1)]));
            }
        }

        return [.. hashes];
    }

    // FNV-1a: the hashes are stored, so they must be those of every process for ever.
    private static int Hash(ReadOnlySpan<char> letters)
    {
        var hash = 2166136261;
        foreach (var letter in letters)
            hash = (hash ^ letter) * 16777619;
        return (int)hash;
    }
}

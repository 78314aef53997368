using System.Collections.Frozen;
using MovieAspire.Text.Folding;

namespace MovieAspire.Text.Titles;

/// <summary>Titles as keys: two ways of writing one title have the same key.</summary>
public static class TitleKeys
{
    private static readonly FrozenDictionary<string, string> Abbreviations = new Dictionary<string, string>
    {
        ["dr"] = "doctor", ["mr"] = "mister", ["jr"] = "junior", ["vs"] = "versus", ["vol"] = "volume", ["pt"] = "part", ["ep"] = "episode",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// The words of a title with numbers in digits (<see cref="Numerals"/>) and without abbreviations: "Kill Bill: Vol. II" is
    /// <c>kill bill volume 2</c>.
    /// </summary>
    public static List<string> WordsOf(string title) => Canonical(Words.Of(title));

    /// <summary>A title's words, folded already, with numbers in digits and without abbreviations.</summary>
    public static List<string> Canonical(IReadOnlyList<string> words) => Numerals.InDigits([.. words.Select(Unabbreviated)]);

    /// <summary>A word alone, folded already, likewise.</summary>
    public static string Canonical(string word) => Numerals.InDigits(Unabbreviated(word));

    /// <summary>
    /// The title without spaces: "WALL·E", "Wall-E" and "walle" are <c>walle</c>; "Rocky II" is <c>rocky2</c>. A title without
    /// letters and digits is its own key.
    /// </summary>
    public static string Exact(string title) => WordsOf(title) is { Count: > 0 } words ? string.Concat(words) : Raw(title);

    /// <summary>As <see cref="Exact"/> without articles: "The Godfather" and "A Godfather" are <c>godfather</c>.</summary>
    public static string Loose(string title) => Loose(WordsOf(title)) is { Length: > 0 } key ? key : Raw(title);

    /// <summary>The loose key of the words of <see cref="WordsOf"/>; empty without words.</summary>
    public static string Loose(IReadOnlyList<string> words) => string.Concat(Articles.Without(words));

    /// <summary>
    /// Every key that a title is found by: exact, loose, and both of them with the letters that digits are drawn for
    /// ("Se7en": <c>se7en</c>, and <c>7</c>, which is also the key of "seven").
    /// </summary>
    public static HashSet<string> All(string title)
    {
        var words = Words.Of(title);
        if (words.Count == 0)
            return [Raw(title)];

        var keys = new HashSet<string>(StringComparer.Ordinal);
        Add(words);
        var drawn = words.FindIndex(word => Numerals.Respelled(word).Count > 0);
        if (drawn >= 0)
        {
            foreach (var meant in Numerals.Respelled(words[drawn]))
                Add([.. words[..drawn], meant, .. words[(drawn + 1)..]]);
        }

        return keys;

        void Add(List<string> folded)
        {
            var canonical = Canonical(folded);
            keys.Add(string.Concat(canonical));
            keys.Add(Loose(canonical));
        }
    }

    private static string Unabbreviated(string word) => Abbreviations.GetValueOrDefault(word, word);

    private static string Raw(string title) => title.Trim().ToLowerInvariant();
}

using System.Runtime.CompilerServices;

namespace MovieAspire.Text.Folding;

/// <summary>Text as it is compared: "Amélie  (2001)" and "AMELIE 2001" are both <c>amelie 2001</c>.</summary>
public static class TextFolding
{
    /// <summary>
    /// Lower-case words without accents, apostrophes and punctuation, parted by single spaces; <c>&amp;</c> is "and",
    /// <c>8½</c> is <c>8 1 2</c>, full width and ligatures are plain letters, and Hangul is parted into its letters. Empty for a
    /// text without letters and digits. Folding a folded text changes nothing.
    /// </summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        // Used as a builder whose first letters cost no allocation.
        var folded = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[256]);
        var reader = new WordReader(text);
        for (var isFirst = true; reader.MoveNext(); isFirst = false)
        {
            if (!isFirst)
                folded.AppendLiteral(" ");
            folded.AppendFormatted(reader.Current);
        }

        return folded.ToStringAndClear();
    }
}

using System.Globalization;
using System.Text;

namespace MovieAspire.Recommendations.Input;

/// <summary>
/// Splits a text into words that say something: in lower case, without accents, without English stop words, three
/// letters or more. Letters of scripts without words between spaces (Chinese, Japanese) stay together.
/// </summary>
public static class Words
{
    private const int MinLength = 3;

    /// <summary>Each word of the text and how often it occurs.</summary>
    public static Dictionary<string, int> Count(string text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                Accents.AppendFolded(word, Rune.ToLowerInvariant(rune));
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
                End();
        }

        End();
        return counts;

        void End()
        {
            // "Vito's" counts as "vito": the letter alone behind the apostrophe is too short to be kept.
            if (word.Length >= MinLength && word.ToString() is var found && !StopWords.All.Contains(found))
                counts[found] = counts.GetValueOrDefault(found) + 1;
            word.Clear();
        }
    }
}

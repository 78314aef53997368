using System.Globalization;
using System.Text;

namespace MovieAspire.ProviderEmulator.Movies;

internal static class TextFolding
{
    /// <summary>Lower case, accents and punctuation gone, single spaces: "Amélie  (2001)" becomes "amelie 2001".</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(letter))
                folded.Append(char.ToLowerInvariant(letter));
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark
                && letter is not '\'' and not '’' && folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }

        return folded.ToString().TrimEnd();
    }
}

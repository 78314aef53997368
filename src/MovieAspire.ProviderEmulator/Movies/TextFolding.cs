using System.Globalization;
using System.Text;

namespace MovieAspire.ProviderEmulator.Movies;

internal static class TextFolding
{
    private const char FirstAccented = '\u00DF';

    // The plain letters of U+00DF to U+024F, lower case; a dot where there is none. The runtime's own decomposition
    // is not there in invariant mode.
    private const string PlainLetters =
        ".aaaaaa.ceeeeiiiidnooooo.ouuuuy.y.a.a.a.c.c.c.c.d.d.e.e.e.e.e.g.g.g.g.h.h.i.i.i.i.i...j.k..l.l.l...l"
        + ".n.n.n....o.o.o...r.r.r.s.s.s.s.t.t.t.u.u.u.u.u.u.w.y..z.z.z.b................................o....."
        + ".........u.............................a.i.o.u.u.u.u.u..a.a.....g.k.o.o..j....g...n.a.....a.a.e.e.i."
        + "i.o.o.r.r.u.u.s.t...h.......a.e.o.o.o.o.y............................";

    /// <summary>Lower case, accents and punctuation gone, single spaces: "Amélie  (2001)" becomes "amelie 2001".</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter))
                Append(folded, char.ToLowerInvariant(letter));
            else if (!IsIgnored(letter) && folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }

        return folded.ToString().TrimEnd();
    }

    private static void Append(StringBuilder folded, char letter)
    {
        var place = letter - FirstAccented;
        _ = letter switch
        {
            'æ' => folded.Append("ae"),
            'œ' => folded.Append("oe"),
            'ß' => folded.Append("ss"),
            'þ' => folded.Append("th"),
            _ when place >= 0 && place < PlainLetters.Length && PlainLetters[place] != '.' => folded.Append(PlainLetters[place]),
            _ => folded.Append(letter),
        };
    }

    // Apostrophes join, and a mark of its own belongs to the letter before it.
    private static bool IsIgnored(char letter) =>
        letter is '\'' or '’' || CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark;
}

using System.Collections.Frozen;
using System.Text;

namespace MovieAspire.Recommendations.Input;

/// <summary>
/// Latin letters without their accents. A table of our own, because .NET does not decompose letters in invariant
/// globalization mode.
/// </summary>
public static class Accents
{
    private static readonly FrozenDictionary<char, string> Folded = Table(
        ("a", "àáâãäåāăąǎ"), ("ae", "æ"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"),
        ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŉ"), ("o", "òóôõöøōŏőǒ"), ("oe", "œ"),
        ("r", "ŕŗř"), ("s", "śŝşšș"), ("ss", "ß"), ("t", "ţťŧț"), ("th", "þ"), ("u", "ùúûüũūŭůűųǔ"), ("w", "ŵ"),
        ("y", "ýÿŷ"), ("z", "źżž"));

    /// <summary>Appends a letter in lower case without its accent.</summary>
    public static void AppendFolded(StringBuilder text, Rune letter)
    {
        if (letter.IsBmp && !letter.IsAscii && Folded.TryGetValue((char)letter.Value, out var plain))
            text.Append(plain);
        else
            text.Append(letter.ToString());
    }

    private static FrozenDictionary<char, string> Table(params (string Plain, string Accented)[] letters) => letters
        .SelectMany(entry => entry.Accented.Select(letter => KeyValuePair.Create(letter, entry.Plain)))
        .ToFrozenDictionary();
}

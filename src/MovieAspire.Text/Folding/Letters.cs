using System.Globalization;
using System.Text;

namespace MovieAspire.Text.Folding;

/// <summary>
/// What each character becomes when text is folded: lower-case letters without accents, nothing, or one of the signs
/// <see cref="Space"/>, <see cref="Joint"/> and <see cref="Apostrophe"/>, which never are part of a word.
/// </summary>
internal static class Letters
{
    /// <summary>Ends a word.</summary>
    public const char Space = ' ';

    /// <summary>Ends a word as well, but the next one belongs to it: "Spider-Man".</summary>
    public const char Joint = '-';

    /// <summary>Vanishes, or parts an elided article from its noun: "L'Avventura".</summary>
    public const char Apostrophe = '\'';

    // A character's form is computed once; strings are immutable, so that a race costs nothing but doing it twice.
    private static readonly string?[] Forms = new string?[char.MaxValue + 1];

    /// <summary>The form of a character, signs included: <c>½</c> is <c>-1-2-</c>.</summary>
    public static string Fold(Rune rune) =>
        rune.IsBmp ? Forms[rune.Value] ??= Compute(rune) : Compute(rune);

    private static string Compute(Rune rune)
    {
        if (OfSign(rune.Value) is { } sign)
            return sign;
        var category = Rune.GetUnicodeCategory(rune);
        switch (category)
        {
            case UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                return " ";
            case UnicodeCategory.Control:
                return Rune.IsWhiteSpace(rune) ? " " : "-";
            case UnicodeCategory.Format:
                return "";
            case UnicodeCategory.DecimalDigitNumber:
                return Rune.GetNumericValue(rune).ToString("0", CultureInfo.InvariantCulture);
            // What is no character, or nobody's, has no decomposition to ask for.
            case UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate:
                return "-";
        }

        var decomposed = rune.ToString().Normalize(NormalizationForm.FormKD);
        // Superscripts, fractions, Roman numerals and circled numbers are words of their own: "[REC]³", "8½".
        if (category is UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber)
            return $"-{Plain(decomposed)}-";
        if (decomposed.Length == 1 && char.IsAscii(decomposed[0]) && decomposed[0] != rune.Value)
            return Fold(new Rune(decomposed[0]));
        return Rune.IsLetter(rune) || IsMark(rune) ? Plain(decomposed) : "-";
    }

    // Unicode's own signs for apostrophes, and those that are typed for one.
    private static string? OfSign(int sign) => sign switch
    {
        '\'' or '`' or '\u00b4' or '\u02b9' or '\u02bb' or '\u02bc' or '\u02bd' or '\u02c8' or '\u2018' or '\u2019' or '\u201b'
            or '\u2032' or '\u055a' or '\ua78b' or '\ua78c' or '\uff07' => "'",
        '&' => "-and-",
        // Zero width, but between two words; and the stretched line of Arabic calligraphy, which is no letter.
        '\u200b' => " ",
        '\u0640' => "",
        _ => null,
    };

    private static string Plain(string decomposed)
    {
        var plain = new StringBuilder(decomposed.Length);
        foreach (var rune in decomposed.EnumerateRunes())
        {
            if (IsAccent(rune.Value) || OfSign(rune.Value) is "" or "'")
                continue;
            if (OfLetter(rune.Value) is { } special)
                plain.Append(special);
            else if (Rune.IsLetterOrDigit(rune) || IsMark(rune))
                plain.Append(OfLower(Rune.ToLowerInvariant(rune)));
            else
                plain.Append(Joint);
        }

        return plain.ToString();
    }

    private static string OfLower(Rune rune) => OfLetter(rune.Value) ?? rune.ToString();

    // Letters of Latin, and the Greek sigma, that have no decomposition.
    private static string? OfLetter(int letter) => letter switch
    {
        'ø' or 'Ø' or 'ɔ' => "o",
        'ł' or 'Ł' or 'ƚ' => "l",
        'đ' or 'Đ' or 'ð' or 'Ð' or 'ɖ' => "d",
        'ı' => "i",
        'ħ' or 'Ħ' => "h",
        'ŧ' or 'Ŧ' => "t",
        'ŋ' or 'Ŋ' => "n",
        'ĸ' => "k",
        'ƒ' => "f",
        'ƀ' or 'ɓ' or 'Ɓ' => "b",
        'ɗ' or 'Ɗ' => "d",
        'ǝ' or 'ə' or 'Ə' or 'ɛ' => "e",
        'ɨ' => "i",
        'ʉ' => "u",
        'æ' or 'Æ' => "ae",
        'œ' or 'Œ' => "oe",
        'ß' or 'ẞ' => "ss",
        'þ' or 'Þ' => "th",
        'ς' => "σ",
        _ => null,
    };

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    // Marks of scripts that can be read without them. Those of Indic scripts and Thai are vowels, and stay.
    private static bool IsAccent(int mark) => mark
        is (>= 0x0300 and <= 0x036f) or (>= 0x0483 and <= 0x0489) or (>= 0x0591 and <= 0x05c7) or (>= 0x0610 and <= 0x061a)
        or (>= 0x064b and <= 0x065f) or 0x0670 or (>= 0x06d6 and <= 0x06dc) or (>= 0x06df and <= 0x06e4)
        or (>= 0x1ab0 and <= 0x1aff) or (>= 0x1dc0 and <= 0x1dff) or (>= 0x20d0 and <= 0x20ff)
        or (>= 0x3099 and <= 0x309a) or (>= 0xfe00 and <= 0xfe0f) or (>= 0xfe20 and <= 0xfe2f) or (>= 0xe0100 and <= 0xe01ef);
}

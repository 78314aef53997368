using System.Collections.Frozen;
using System.Globalization;

namespace MovieAspire.Text.Titles;

/// <summary>Numbers as titles write them, brought to digits: II, two and 2; eight and a half, 8½ and 8 1/2; second and 2nd.</summary>
public static class Numerals
{
    private static readonly FrozenDictionary<string, int> Units =
        Numbered("zero one two three four five six seven eight nine", 0, 1);

    private static readonly FrozenDictionary<string, int> Teens =
        Numbered("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10, 1);

    private static readonly FrozenDictionary<string, int> Tens =
        Numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10);

    private static readonly FrozenDictionary<string, int> Ordinals = Numbered(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        + "sixteenth seventeenth eighteenth nineteenth twentieth", 1, 1);

    // Up to 39, beyond which nobody counts sequels, and most of the rest are words.
    private static readonly FrozenDictionary<string, int> Romans = Enumerable.Range(1, 39)
        .ToFrozenDictionary(number => new string('x', number / 10) + Roman(number % 10), number => number, StringComparer.Ordinal);

    private static readonly FrozenSet<string> Parts =
        new[] { "part", "volume", "chapter", "episode", "book", "season", "war", "number" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The same words with numbers in digits.</summary>
    /// <param name="words">Folded words of a title, in their order.</param>
    public static List<string> InDigits(IReadOnlyList<string> words)
    {
        var result = new List<string>(words.Count);
        for (var place = 0; place < words.Count;)
        {
            if (Spelled(words, place) is (var number, > 0 and var count))
            {
                result.Add(Digits(number));
                place += count;
            }
            else
            {
                result.Add(InDigits(words[place], place == 0 ? null : words[place - 1], place == words.Count - 1));
                place++;
            }

            // "8 1 2" is also what 8½ and 8 1/2 fold to.
            if (place + 2 < words.Count && char.IsAsciiDigit(result[^1][^1])
                && words[place] == "and" && words[place + 1] == "a" && words[place + 2] == "half")
            {
                result.Add("1");
                result.Add("2");
                place += 3;
            }
        }

        return result;
    }

    /// <summary>Each number up to twenty in every form that is one word: 2, two and ii; 2nd and second.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Forms { get; } =
    [
        .. Enumerable.Range(1, 20).Select(number => (string[])
        [
            Digits(number), .. Names(Units, number), .. Names(Teens, number), .. Names(Tens, number),
            // "I" is a word of every text.
            .. number > 1 ? Names(Romans, number) : [],
        ]),
        .. Ordinals.OrderBy(ordinal => ordinal.Value).Select(ordinal => (string[])[Digits(ordinal.Value) + Suffix(ordinal.Value), ordinal.Key]),
    ];

    /// <summary>A word alone in digits, or itself: <c>ii</c>, <c>two</c> and <c>2</c> are <c>2</c>.</summary>
    /// <param name="word">Folded.</param>
    public static string InDigits(string word) => InDigits(word, "part", true);

    /// <summary>
    /// What a word may mean whose digits are drawn for letters, <c>se7en</c> and <c>m3gan</c>: <c>seven</c> and <c>seten</c>,
    /// <c>megan</c>. Empty for any other.
    /// </summary>
    /// <param name="word">Folded.</param>
    public static IReadOnlyList<string> Respelled(string word)
    {
        var letters = 0;
        var drawn = 0;
        for (var place = 0; place < word.Length; place++)
        {
            if (char.IsAsciiLetterLower(word[place]))
                letters++;
            else if (place == 0 || place == word.Length - 1 || !"013457".Contains(word[place], StringComparison.Ordinal))
                return [];
            else
                drawn++;
        }

        if (drawn == 0 || letters < 2)
            return [];
        return word.Contains('7', StringComparison.Ordinal) ? [Drawn(word, "oieasv"), Drawn(word, "oieast")] : [Drawn(word, "oieast")];
    }

    // A Roman number is never the first word of a title ("X-Men", "V for Vendetta"), and I is one only where numbers stand.
    private static string InDigits(string word, string? before, bool isLast)
    {
        if (Units.TryGetValue(word, out var number) || Teens.TryGetValue(word, out number) || Tens.TryGetValue(word, out number))
            return Digits(number);
        if (Ordinals.TryGetValue(word, out var ordinal))
            return Digits(ordinal) + Suffix(ordinal);
        return before is not null && Romans.TryGetValue(word, out var roman) && (word != "i" || isLast || Parts.Contains(before))
            ? Digits(roman)
            : word;
    }

    // Two words and more: twenty one, one hundred and one, two thousand one, nineteen eighty four. Units side by side are
    // numbers of their own: one two three.
    private static (int Number, int Words) Spelled(IReadOnlyList<string> words, int from)
    {
        var (number, place) = BelowHundred(words, from);
        if (place == from)
            return default;

        if (number is >= 10 and < 100 && BelowHundred(words, place) is var (years, end) && end > place && years >= 10)
            return (number * 100 + years, end - from);
        foreach (var (name, factor) in new[] { ("hundred", 100), ("thousand", 1000) })
        {
            if (place >= words.Count || words[place] != name)
                continue;
            number *= factor;
            place++;
            var rest = place < words.Count && words[place] == "and" ? place + 1 : place;
            if (BelowHundred(words, rest) is var (more, behind) && behind > rest && !IsAt(words, behind, "hundred"))
                (number, place) = (number + more, behind);
        }

        return place - from > 1 ? (number, place - from) : default;
    }

    private static bool IsAt(IReadOnlyList<string> words, int place, string word) => place < words.Count && words[place] == word;

    private static (int Number, int End) BelowHundred(IReadOnlyList<string> words, int place)
    {
        if (place >= words.Count)
            return (0, place);
        if (Units.TryGetValue(words[place], out var number) || Teens.TryGetValue(words[place], out number))
            return (number, place + 1);
        if (!Tens.TryGetValue(words[place], out number))
            return (0, place);
        return place + 1 < words.Count && Units.TryGetValue(words[place + 1], out var unit) && unit > 0
            ? (number + unit, place + 2)
            : (number, place + 1);
    }

    private static string Drawn(string word, string letters) =>
        string.Create(word.Length, (word, letters), static (result, drawing) =>
        {
            for (var i = 0; i < result.Length; i++)
            {
                var digit = "013457".IndexOf(drawing.word[i], StringComparison.Ordinal);
                result[i] = digit < 0 ? drawing.word[i] : drawing.letters[digit];
            }
        });

    private static IEnumerable<string> Names(FrozenDictionary<string, int> names, int number) =>
        names.Where(name => name.Value == number).Select(name => name.Key);

    private static string Suffix(int ordinal) => (ordinal % 10, ordinal / 10) switch
    {
        (_, 1) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };

    private static string Roman(int digit) => digit switch
    {
        < 4 => new('i', digit),
        4 => "iv",
        < 9 => "v" + new string('i', digit - 5),
        _ => "ix",
    };

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static FrozenDictionary<string, int> Numbered(string words, int first, int step) => words.Split(' ')
        .Select((word, place) => KeyValuePair.Create(word, first + place * step)).ToFrozenDictionary(StringComparer.Ordinal);
}

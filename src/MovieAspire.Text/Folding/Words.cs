namespace MovieAspire.Text.Folding;

/// <summary>A word of a text.</summary>
/// <param name="Folded">As <see cref="TextFolding"/> folds it.</param>
/// <param name="Start">Where it starts in the text.</param>
/// <param name="End">Where it ends in the text, exclusive.</param>
/// <param name="IsJoined">Whether there is no space between it and the word before: "Man" of "Spider-Man".</param>
public readonly record struct Word(string Folded, int Start, int End, bool IsJoined);

/// <summary>Splits texts into words, which <see cref="TextFolding.Fold"/> puts together again.</summary>
public static class Words
{
    /// <summary>The words of a text, folded.</summary>
    public static List<string> Of(ReadOnlySpan<char> text)
    {
        var words = new List<string>();
        for (var reader = new WordReader(text); reader.MoveNext();)
            words.Add(reader.Current.ToString());
        return words;
    }

    /// <summary>The words of a text with their places.</summary>
    public static List<Word> Read(ReadOnlySpan<char> text)
    {
        var words = new List<Word>();
        for (var reader = new WordReader(text); reader.MoveNext();)
            words.Add(new(reader.Current.ToString(), reader.Start, reader.End, reader.IsJoined));
        return words;
    }

    /// <summary>
    /// Whether a letter's script has no spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese. A "word" of it is a
    /// phrase, and is found by its letters and their pairs (<see cref="Pieces"/>).
    /// </summary>
    public static bool IsWithoutSpaces(char letter) => letter >= '\u0e00'
        && (letter is (>= '\u0e00' and <= '\u0eff') or (>= '\u1000' and <= '\u109f') or (>= '\u1780' and <= '\u17ff')
                or (>= '\u3040' and <= '\u30ff') or (>= '\u31f0' and <= '\u31ff') or (>= '\u3400' and <= '\u4dbf')
                or (>= '\u4e00' and <= '\u9fff') or (>= '\uf900' and <= '\ufaff')
            // Ideographs beyond the basic plane are the only letters there that films have in their titles.
            || char.IsSurrogate(letter));

    /// <summary>Whether the word has a letter of a script without spaces.</summary>
    public static bool IsWithoutSpaces(ReadOnlySpan<char> word)
    {
        foreach (var letter in word)
        {
            if (IsWithoutSpaces(letter))
                return true;
        }

        return false;
    }

    /// <summary>The letters of a word and each pair of neighbours, by which a part of it is found.</summary>
    public static IEnumerable<string> Pieces(string word)
    {
        var before = "";
        foreach (var rune in word.EnumerateRunes())
        {
            var letter = rune.ToString();
            yield return letter;
            if (before.Length > 0)
                yield return before + letter;
            before = letter;
        }
    }
}

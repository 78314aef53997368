namespace MovieAspire.Lake.Charts;

/// <summary>How wide a text is in DejaVu Sans, without a font at hand; Verdana and Bitstream Vera are as wide.</summary>
internal static class TextSize
{
    /// <summary>The fonts that a chart asks for.</summary>
    public const string Family = "DejaVu Sans, Verdana, sans-serif";

    /// <summary>How much wider bold text is.</summary>
    public const double BoldFactor = 1.12;

    // Advance widths of the characters from space to ~, in thousandths of the size.
    private static readonly short[] Widths =
    [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636,
        636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
        603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635,
        634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
    ];

    public static double Width(string text, double size, bool isBold = false)
    {
        var sum = 0.0;
        foreach (var letter in text.EnumerateRunes())
        {
            sum += letter.Value switch
            {
                >= ' ' and <= '~' => Widths[letter.Value - ' '],
                >= 0x1100 => 1000,
                _ => 660,
            };
        }

        return sum * size / 1000 * (isBold ? BoldFactor : 1);
    }

    /// <summary>The text in lines that are at most so wide.</summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double width)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
        {
            var longer = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
            if (Width(longer, size) <= width || lines[^1].Length == 0)
                lines[^1] = longer;
            else
                lines.Add(word);
        }

        return lines;
    }

    /// <summary>The text, or its begin and an ellipsis where it is wider.</summary>
    public static string Cut(string text, double size, double width)
    {
        if (Width(text, size) <= width)
            return text;
        var end = text.Length;
        while (end > 1 && Width(text[..end] + "…", size) > width)
            end--;
        return text[..end].TrimEnd() + "…";
    }
}

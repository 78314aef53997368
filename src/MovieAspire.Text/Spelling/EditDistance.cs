namespace MovieAspire.Text.Spelling;

/// <summary>
/// How many typos part two words: letters that are missing, too many or wrong, or neighbours that changed places (Damerau and
/// Levenshtein's distance, in the form in which no part is edited twice).
/// </summary>
public static class EditDistance
{
    private const int OnStack = 128;

    /// <summary>The distance, or <paramref name="max"/> + 1 if it is larger. Takes length times <paramref name="max"/> steps.</summary>
    public static int Between(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int max)
    {
        if (a.Length > b.Length)
            return Between(b, a, max);

        var start = a.CommonPrefixLength(b);
        a = a[start..];
        b = b[start..];
        while (a.Length > 0 && a[^1] == b[^1])
        {
            a = a[..^1];
            b = b[..^1];
        }

        if (b.Length - a.Length > max)
            return max + 1;
        if (a.Length == 0)
            return b.Length;

        var size = a.Length + 1;
        var rows = size <= OnStack ? stackalloc int[3 * size] : new int[3 * size];
        var last = rows[..size];
        var row = rows[size..(2 * size)];
        var next = rows[(2 * size)..];
        for (var i = 0; i < size; i++)
            row[i] = i;
        for (var j = 1; j <= b.Length; j++)
        {
            next.Fill(max + 1);
            if (j <= max)
                next[0] = j;
            var best = next[0];
            for (var i = Math.Max(1, j - max); i <= Math.Min(a.Length, j + max); i++)
            {
                var distance = Math.Min(Math.Min(row[i], next[i - 1]) + 1, row[i - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    distance = Math.Min(distance, last[i - 2] + 1);
                next[i] = distance;
                best = Math.Min(best, distance);
            }

            if (best > max && MinOf(row) > max - 1)
                return max + 1;
            var free = last;
            last = row;
            row = next;
            next = free;
        }

        return Math.Min(row[a.Length], max + 1);
    }

    /// <summary>1 for equal texts, 0 for texts with nothing in common: the distance as a share of the longer one's length.</summary>
    public static double Likeness(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var length = Math.Max(a.Length, b.Length);
        return length == 0 ? 1 : 1 - (double)Between(a, b, length) / length;
    }

    private static int MinOf(ReadOnlySpan<int> values)
    {
        var min = int.MaxValue;
        foreach (var value in values)
            min = Math.Min(min, value);
        return min;
    }
}

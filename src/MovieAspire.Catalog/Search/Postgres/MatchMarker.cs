using System.Text;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>Marks the words of a text that a query asks for; words around a hyphen or a dot may match together.</summary>
internal sealed class MatchMarker(QueryWords words, LetterFolding folding)
{
    private readonly string[] _ideographs = [.. words.Words.Where(Ideographs.Has)];

    public string Mark(string text)
    {
        var marked = new StringBuilder(text.Length + 16);
        for (var place = 0; place < text.Length;)
        {
            var end = EndOfChunk(text, place);
            AppendChunk(marked, text.AsSpan(place..end));
            place = end;
            while (place < text.Length && char.IsWhiteSpace(text[place])) marked.Append(text[place++]);
        }

        return marked.ToString();
    }

    private static int EndOfChunk(string text, int from)
    {
        while (from < text.Length && !char.IsWhiteSpace(text[from])) from++;
        return from;
    }

    private void AppendChunk(StringBuilder marked, ReadOnlySpan<char> chunk)
    {
        var parts = PartsOf(chunk);
        if (parts.Count > 1)
        {
            var (start, end) = (parts[0].Start.Value, parts[^1].End.Value);
            var joined = new StringBuilder();
            foreach (var part in parts) joined.Append(folding.Fold(chunk[part]));
            if (words.Matches(joined.ToString()))
            {
                marked.Append(chunk[..start]).Append(Highlights.Start).Append(chunk[start..end]).Append(Highlights.End)
                    .Append(chunk[end..]);
                return;
            }
        }

        var place = 0;
        foreach (var part in parts)
        {
            marked.Append(chunk[place..part.Start.Value]);
            AppendPart(marked, chunk[part]);
            place = part.End.Value;
        }

        marked.Append(chunk[place..]);
    }

    private void AppendPart(StringBuilder marked, ReadOnlySpan<char> part)
    {
        if (words.Matches(folding.Fold(part)))
        {
            marked.Append(Highlights.Start).Append(part).Append(Highlights.End);
            return;
        }

        foreach (var asked in _ideographs)
        {
            if (part.IndexOf(asked, StringComparison.Ordinal) is >= 0 and var start)
            {
                marked.Append(part[..start]).Append(Highlights.Start).Append(asked).Append(Highlights.End)
                    .Append(part[(start + asked.Length)..]);
                return;
            }
        }

        marked.Append(part);
    }

    private static List<Range> PartsOf(ReadOnlySpan<char> chunk)
    {
        var parts = new List<Range>();
        for (var place = 0; place < chunk.Length; place++)
        {
            if (!IsInWord(chunk[place])) continue;
            var start = place;
            while (place < chunk.Length && IsInWord(chunk[place])) place++;
            parts.Add(start..place);
        }

        return parts;
    }

    private static bool IsInWord(char letter) =>
        char.IsLetterOrDigit(letter) || letter is '\'' or '’' || char.IsSurrogate(letter)
        || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.NonSpacingMark;
}

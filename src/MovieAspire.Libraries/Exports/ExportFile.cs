using System.Text;
using CsvHelper;
using MovieAspire.Text.Folding;

namespace MovieAspire.Libraries.Exports;

/// <summary>
/// Reads one CSV file of an export row by row, as Letterboxd wrote it or as a spreadsheet saved it again: other separators,
/// other encodings, columns renamed or in another order.
/// </summary>
internal static class ExportFile
{
    private const string ListPreamble = "Letterboxd list export";
    private const int MaxListName = 200;

    static ExportFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The rows; reads on as they are taken.</summary>
    /// <param name="path">In the export; its folder and name tell what the file is where its columns do not.</param>
    /// <param name="content">The file.</param>
    /// <exception cref="ExportException">The file as a whole cannot be understood.</exception>
    public static IEnumerable<ExportRow> Read(string path, ExportStream content)
    {
        if (content.Head.Length == 0)
            throw new ExportException($"{path} is empty.");

        var encoding = EncodingOf(content.Head);
        using var text = new StreamReader(content, encoding);
        using var csv = CsvReader.Create(
            text,
            new CsvReaderOptions
            {
                HasHeader = false, SkipEmptyLines = false, TrackLineNumbers = true, DetectSeparatorHint = true,
                Separator = SeparatorOf(encoding.GetString(content.Head)), MalformedData = CsvMalformedDataHandling.Recover,
                FieldCountMismatch = CsvFieldCountHandling.Allow,
            },
            leaveOpen: true);
        foreach (var row in Rows(path, csv))
            yield return row;
    }

    private static IEnumerable<ExportRow> Rows(string path, CsvReader csv)
    {
        var header = NextFilled(path, csv) ?? throw new ExportException($"{path} has no header.");
        string? list = null;
        if (header[0].StartsWith(ListPreamble, StringComparison.Ordinal))
            header = NextFilled(path, csv) ?? [];
        // The head of a list, with or without the line above it: no film has a description, and no list a year.
        if (header.Contains("Description") && !header.Contains("Year"))
            (header, list) = ReadListHead(path, csv, header);

        var headerLine = csv.LineNumber;
        var columns = new ExportColumns(header);
        var kind = KindOf(path, columns, list is not null);
        if (!columns.Has(ExportColumn.Name))
            throw new ExportException($"{path}, line {headerLine}: there is no column with the film's name (Name).");
        if (kind is EntryKind.Diary && !columns.Has(ExportColumn.WatchedOn) && !columns.Has(ExportColumn.LoggedOn))
            throw new ExportException($"{path}, line {headerLine}: a diary needs a column with dates (Watched Date or Date).");

        var parser = new ExportRowParser(path, kind, columns, list);
        while (NextFilled(path, csv) is { } row)
            yield return parser.Parse(row, csv.LineNumber);
    }

    // "Letterboxd list export v7", a header and a row about the list, a blank line, the header of its films.
    private static (List<string> Header, string Name) ReadListHead(string path, CsvReader csv, List<string> about)
    {
        var nameAt = about.IndexOf("Name");
        var values = NextFilled(path, csv);
        var name = values is not null && nameAt >= 0 && nameAt < values.Count ? values[nameAt].Trim() : "";
        while (NextFilled(path, csv) is { } row)
        {
            if (row.Contains("Year"))
                return (row, (name.Length > 0 ? name : NameOf(path)).Shortened(MaxListName));
        }

        throw new ExportException($"{path} is a list without films: it has no second header.");
    }

    private static string NameOf(string path) =>
        Path.GetFileNameWithoutExtension(path) is { Length: > 0 } name ? name : Path.GetFileName(path);

    private static List<string>? NextFilled(string path, CsvReader csv)
    {
        var row = Next(path, csv);
        while (row is not null && row.All(string.IsNullOrWhiteSpace))
            row = Next(path, csv);
        return row;
    }

    private static List<string>? Next(string path, CsvReader csv)
    {
        try
        {
            if (!csv.Read())
                return null;
            // A broken file may hold zero characters, which no text in Postgres does.
            var row = new List<string>(csv.FieldCount);
            for (var i = 0; i < csv.FieldCount; i++)
                row.Add(csv.GetString(i).Replace("\0", "", StringComparison.Ordinal));
            return row;
        }
        catch (CsvFormatException e)
        {
            throw new ExportException($"{path}, line {e.LineNumber}: this is not CSV ({e.Message.TrimEnd('.')}).");
        }
    }

    private static EntryKind KindOf(string path, ExportColumns columns, bool isList)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (isList)
            return EntryKind.ListItem;
        // Who sends the file alone leaves its folder out.
        if (path.Contains("likes/", StringComparison.OrdinalIgnoreCase) || name.Equals("films", StringComparison.OrdinalIgnoreCase))
            return EntryKind.Like;
        if (Named("watchlist"))
            return EntryKind.Watchlist;
        if (columns.Has(ExportColumn.Review) || Named("review"))
            return EntryKind.Review;
        if (columns.Has(ExportColumn.WatchedOn) || Named("diary"))
            return EntryKind.Diary;
        return columns.Has(ExportColumn.Rating) || Named("rating") ? EntryKind.Rating : EntryKind.Watched;

        bool Named(string word) => name.Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    private static Encoding EncodingOf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Encoding.Unicode.Preamble))
            return Encoding.Unicode;
        if (head.StartsWith(Encoding.BigEndianUnicode.Preamble))
            return Encoding.BigEndianUnicode;
        // Without a mark: the letters of "Date,Name" have a zero beside each.
        if (head.Length >= 4 && head[1] == 0 && head[3] == 0)
            return Encoding.Unicode;
        if (head.Length >= 4 && head[0] == 0 && head[2] == 0)
            return Encoding.BigEndianUnicode;
        // A letter may be cut at the end of the sample.
        for (var cut = 0; cut < 4 && cut <= head.Length; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(head[..^cut]))
                return Encoding.UTF8;
        }

        return Encoding.GetEncoding(1252);
    }

    private static char SeparatorOf(string head)
    {
        var line = head.AsSpan().TrimStart("\r\n\ufeff");
        line = line[..(line.IndexOfAny('\r', '\n') is >= 0 and var end ? end : line.Length)];
        var (best, most) = (',', line.Count(','));
        foreach (var candidate in (ReadOnlySpan<char>)[';', '\t'])
        {
            if (line.Count(candidate) > most)
                (best, most) = (candidate, line.Count(candidate));
        }

        return best;
    }
}

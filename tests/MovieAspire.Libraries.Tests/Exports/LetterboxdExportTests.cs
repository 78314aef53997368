using System.Text;
using MovieAspire.Libraries.Exports;

namespace MovieAspire.Libraries.Tests.Exports;

public class LetterboxdExportTests
{
    private const string Diary = """
        Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date
        2019-09-24,On the Beach at Night Alone,2017,https://boxd.it/OWrzj,4,Yes,"cinema, with Ana",2019-09-23
        """;

    static LetterboxdExportTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void A_diary_row_keeps_all_that_it_says_of_the_viewing()
    {
        var entry = Assert.Single(Entries("diary.csv", Diary));

        Assert.Equal(
            (EntryKind.Diary, "On the Beach at Night Alone", 2017, "https://boxd.it/OWrzj", 4m, true),
            (entry.Kind, entry.Name, entry.Year, entry.Uri, entry.Rating, entry.IsRewatch));
        Assert.Equal((new DateOnly(2019, 9, 24), new DateOnly(2019, 9, 23)), (entry.LoggedOn, entry.WatchedOn));
        Assert.Equal(["cinema", "with Ana"], entry.Tags);
    }

    [Theory]
    [InlineData("watched.csv", "Date,Name,Year,Letterboxd URI", EntryKind.Watched)]
    [InlineData("watchlist.csv", "Date,Name,Year,Letterboxd URI", EntryKind.Watchlist)]
    [InlineData("likes/films.csv", "Date,Name,Year,Letterboxd URI", EntryKind.Like)]
    [InlineData("films.csv", "Date,Name,Year,Letterboxd URI", EntryKind.Like)]
    [InlineData("ratings.csv", "Date,Name,Year,Letterboxd URI,Rating", EntryKind.Rating)]
    [InlineData("renamed.csv", "Date,Name,Year,Letterboxd URI,Rating", EntryKind.Rating)]
    [InlineData("renamed.csv", "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date", EntryKind.Diary)]
    [InlineData("renamed.csv", "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date", EntryKind.Review)]
    public void What_a_file_is_shows_in_its_name_and_columns(string path, string header, EntryKind kind)
    {
        var row = header.Replace("Date,Name,Year,Letterboxd URI", "2024-01-02,Flow,2024,https://boxd.it/qZKc", StringComparison.Ordinal)
            .Replace(",Rating", ",3.5", StringComparison.Ordinal).Replace(",Rewatch", ",", StringComparison.Ordinal)
            .Replace(",Review", ",Fine.", StringComparison.Ordinal).Replace(",Tags", ",", StringComparison.Ordinal)
            .Replace(",Watched Date", ",2024-01-01", StringComparison.Ordinal);

        Assert.Equal(kind, Assert.Single(Entries(path, $"{header}\n{row}\n")).Kind);
    }

    [Theory]
    [InlineData("Titel,x\nFlow,1", "watched.csv, line 1: there is no column with the film's name (Name).")]
    [InlineData("", "watched.csv is empty.")]
    public void A_file_that_is_no_export_is_refused_in_one_sentence(string text, string message) =>
        Assert.Equal(message, Assert.Throws<ExportException>(() => Rows("watched.csv", text)).Message);

    [Fact]
    public void Zero_characters_of_a_broken_file_are_left_out() =>
        Assert.Equal("Flow", Assert.Single(Entries("watched.csv", "Name,Year\nFl\0ow,2024\n")).Name);

    [Fact]
    public void A_diary_without_dates_is_refused()
    {
        var refused = Assert.Throws<ExportException>(() => Rows("diary.csv", "Name,Year\nFlow,2024"));

        Assert.Equal("diary.csv, line 1: a diary needs a column with dates (Watched Date or Date).", refused.Message);
    }

    [Theory]
    [InlineData(500, 1870)]
    [InlineData(1, 2100)]
    public void The_longest_name_and_the_outermost_years_are_read(int length, int year)
    {
        var entry = Assert.Single(Entries("watched.csv", $"Name,Year\n{new string('a', length)},{year}"));

        Assert.Equal((length, year), (entry.Name.Length, entry.Year));
    }

    [Theory]
    [InlineData(501, 2000)]
    [InlineData(1, 1869)]
    [InlineData(1, 2101)]
    public void A_longer_name_and_other_years_are_refused(int length, int year) =>
        Assert.Null(Assert.Single(Rows("watched.csv", $"Name,Year\n{new string('a', length)},{year}")).Entry);

    [Theory]
    [InlineData(500, null)]
    [InlineData(501, "The address is too long.")]
    public void An_address_that_no_index_could_hold_is_refused(int length, string? message)
    {
        var row = Assert.Single(Rows("watched.csv", $"Name,Letterboxd URI\nFlow,{"https://boxd.it/".PadRight(length, 'a')}"));

        Assert.Equal((length, message), (row.Entry?.Uri?.Length ?? length, row.Error?.Message));
    }

    [Theory]
    [InlineData("Title;Release Year;My Rating\nFlow;2024;3,5")]
    [InlineData("My Rating\tTitle\tRelease Year\n3.5\tFlow\t2024")]
    [InlineData("sep=;\r\nName;Year;Rating\r\nFlow;2024;3.5\r\n\r\n")]
    [InlineData("\"Name\",\"Year\",\"Rating\"\n\"Flow\",\"2024\",\"3.5\"")]
    public void What_a_spreadsheet_saved_again_is_understood(string text)
    {
        var entry = Assert.Single(Entries("ratings.csv", text));

        Assert.Equal(("Flow", 2024, 3.5m), (entry.Name, entry.Year, entry.Rating));
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("windows-1252", false)]
    public void Any_usual_encoding_is_understood(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        var bytes = encoding.GetBytes("Date,Name,Year,Letterboxd URI\n2017-03-03,Amélie,2001,https://boxd.it/29rI\n");

        var rows = Read("watched.csv", [.. hasMark ? encoding.GetPreamble() : [], .. bytes]);

        Assert.Equal("Amélie", Assert.Single(rows).Entry?.Name);
    }

    [Fact]
    public void A_review_keeps_its_text_and_lines_and_loses_its_markup()
    {
        var entry = Assert.Single(Entries("reviews.csv", """
            Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date
            2024-01-02,Flow,2024,https://boxd.it/a,,,"<i>Cats</i> &amp; dogs.<br>A second line<script>alert(1)</script>

            ""quoted"" <b onclick='x()'>end</b>",,2024-01-01
            """));

        Assert.Equal("Cats & dogs.\nA second line\n\n\"quoted\" end", entry.Review);
    }

    [Theory]
    [InlineData("2024-01-02,,2024,https://boxd.it/a,3", "Name", "The film has no name.")]
    [InlineData("2024-01-02,Flow,20204,https://boxd.it/a,3", "Year", "The year must be between 1870 and 2100, or empty.")]
    [InlineData("2024-01-02,Flow,2024,https://boxd.it/a,3.7", "Rating", "A rating must be 0.5 to 5 in steps of 0.5, or empty.")]
    [InlineData("2024-01-02,Flow,2024,https://boxd.it/a,6", "Rating", "A rating must be 0.5 to 5 in steps of 0.5, or empty.")]
    [InlineData("02.13.2024,Flow,2024,https://boxd.it/a,3", "Date", "The date must look like 2024-12-31, or be empty.")]
    [InlineData("2024-01-02,Flow,2024,javascript:alert(1),3", "Letterboxd URI", "The address must be one of Letterboxd.")]
    public void A_bad_row_is_listed_and_the_others_are_kept(string row, string column, string message)
    {
        var rows = Rows("ratings.csv", $"""
            Date,Name,Year,Letterboxd URI,Rating
            2024-01-01,Nomadland,2020,https://boxd.it/b,4
            {row}
            2024-01-03,Moonlight,2016,https://boxd.it/c,
            """);

        Assert.Equal(["Nomadland", "Moonlight"], rows.Select(read => read.Entry?.Name).OfType<string>());
        Assert.Equal(new RowError("ratings.csv", 3, column, message), rows.Single(read => read.Error is not null).Error);
    }

    [Fact]
    public void Lines_are_counted_with_those_inside_of_quotes()
    {
        var rows = Rows("reviews.csv", """
            Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date
            2024-01-02,Flow,2024,https://boxd.it/a,,,"Two
            lines",,2024-01-01
            2024-01-02,Flow,2024,https://boxd.it/a,9,,,,2024-01-01
            """);

        Assert.Equal(4, rows[^1].Error?.Line);
    }

    [Theory]
    [InlineData("sep=,\nTitel,Jahr\nFlow,2024", "watched.csv, line 2: there is no column with the film's name (Name).")]
    [InlineData("Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2024-01-01,Mine,,,\n\nPosition,Year\n1,2024", "watched.csv, line 5: there is no column with the film's name (Name).")]
    public void The_line_of_a_header_that_lacks_a_column_is_told(string text, string message) =>
        Assert.Equal(message, Assert.Throws<ExportException>(() => Rows("watched.csv", text)).Message);

    [Fact]
    public void What_was_written_for_an_import_is_read_by_film()
    {
        var entries = Entries("library.csv", """
            Title,Year,tmdbID,imdbID,LetterboxdURI,Rating,WatchedDate,Rewatch,Tags,Review
            Flow,2024,823219,,https://boxd.it/a,4,2024-01-01,,,
            Flow,2024,823219,,https://boxd.it/a,4.5,2024-02-01,true,,Again.
            Moonlight,2016,376867,,https://boxd.it/b,5,,,,
            Nomadland,2020,581734,,https://boxd.it/c,,,,,
            """);

        Assert.Equal(
            [(EntryKind.Review, null), (EntryKind.Review, null), (EntryKind.Rating, "https://boxd.it/b"), (EntryKind.Watched, "https://boxd.it/c")],
            entries.Select(entry => (entry.Kind, entry.Uri)));
    }

    [Theory]
    [InlineData("profile.csv", "Date Joined,Username,Email Address\n2024-01-01,ana,ana@example.org")]
    [InlineData("comments.csv", "Date,Content,Comment\n2024-01-01,https://boxd.it/a,hello")]
    public void Of_single_files_what_names_the_person_is_left_out(string path, string text) => Assert.Empty(Rows(path, text));

    [Theory]
    [InlineData("Letterboxd list export v7")]
    [InlineData("")]
    public void A_list_is_read_below_its_preamble(string preamble)
    {
        var entries = Entries("lists/dumont.csv", preamble + "\r\n" + """
            Date,Name,Tags,URL,Description
            2021-10-01,Dumont,,https://boxd.it/dxXtq,"Two
            lines"

            Position,Name,Year,URL,Description
            1,Humanity,1999,https://boxd.it/28Ai,
            2,France,2021,https://boxd.it/nXRw,
            """);

        Assert.Equal([("Dumont", 1, "Humanity"), ("Dumont", 2, "France")], entries.Select(e => (e.List!, e.Position!.Value, e.Name)));
        Assert.All(entries, entry => Assert.Equal(EntryKind.ListItem, entry.Kind));
    }

    [Theory]
    [InlineData("Date,Name,Tags,URL,Description\n2021-10-01,,,https://boxd.it/dxXtq,")]
    [InlineData("Date,Tags,URL,Description\n2021-10-01,,https://boxd.it/dxXtq,")]
    public void A_list_without_a_name_is_called_like_its_file(string head) => Assert.Equal(
        "dumont", Assert.Single(Entries("lists/dumont.csv", $"{head}\n\nPosition,Name,Year,URL,Description\n1,Humanity,1999,,")).List);

    [Fact]
    public void A_list_in_a_file_that_has_only_an_ending_is_called_like_that() => Assert.Equal(
        ".csv", Assert.Single(Entries("lists/.csv", "Date,Name,Tags,URL,Description\n2021-10-01,,,,\n\nPosition,Name,Year,URL,Description\n1,Humanity,1999,,")).List);

    [Fact]
    public void The_name_of_a_list_is_not_cut_through_a_character()
    {
        var name = new string('a', 199);

        var entry = Assert.Single(Entries(
            "list.csv", $"Date,Name,Tags,URL,Description\n2021-10-01,{name}\U0001F3AC,,,\n\nPosition,Name,Year,URL,Description\n1,Humanity,1999,,"));

        Assert.Equal(name, entry.List);
    }

    private static List<ExportEntry> Entries(string path, string text)
    {
        var rows = Rows(path, text);
        Assert.All(rows, row => Assert.Null(row.Error));
        return [.. rows.Select(row => row.Entry!)];
    }

    private static List<ExportRow> Rows(string path, string text) => Read(path, Encoding.UTF8.GetBytes(text));

    private static List<ExportRow> Read(string path, byte[] bytes) =>
        [.. new LetterboxdExport(new()).Read(path, new MemoryStream(bytes))];
}

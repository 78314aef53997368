using System.IO.Compression;
using System.Text;
using MovieAspire.Libraries.Exports;

namespace MovieAspire.Libraries.Tests.Exports;

/// <summary>An export as the ZIP in which Letterboxd hands it out, or as somebody would forge it.</summary>
public class ArchiveTests
{
    private const string Diary = "Date,Name,Year,Letterboxd URI,Watched Date\n2019-09-24,Once,2007,https://boxd.it/a,2019-09-23\n";

    [Fact]
    public void Of_an_archive_what_was_deleted_or_names_the_person_is_left_out()
    {
        var rows = Read(Zip(
            ("profile.csv", "Username,Email\nana,ana@example.org"), ("deleted/diary.csv", Diary), ("orphaned/diary.csv", Diary),
            ("comments.csv", "Date,Content,Comment\n2024-01-01,https://boxd.it/a,hello"), ("letterboxd-ana/diary.csv", Diary),
            ("likes/lists.csv", "Date,URL\n2024-01-01,https://boxd.it/a"), ("likes/films.csv", Diary)));

        Assert.Equal([EntryKind.Diary, EntryKind.Like], rows.Select(row => row.Entry!.Kind).Order());
    }

    [Theory]
    [InlineData("../diary.csv", "holds a file with the path ../diary.csv.")]
    [InlineData("/etc/diary.csv", "holds a file with the path /etc/diary.csv.")]
    [InlineData("C:\\diary.csv", "holds a file with the path C:\\diary.csv.")]
    [InlineData("more.zip", "holds another archive, more.zip.")]
    public void Tricks_of_an_archive_are_refused(string path, string message)
    {
        var refused = Assert.Throws<ExportException>(() => Read(Zip((path, Diary))));

        Assert.Equal($"export.zip {message}", refused.Message);
    }

    [Fact]
    public void A_bomb_is_refused_before_it_is_unpacked()
    {
        var bomb = Zip(("watched.csv", "Date,Name,Year,Letterboxd URI\n" + new string('a', 20_000_000)));

        var refused = Assert.Throws<ExportException>(() => Read(bomb));

        Assert.Equal("watched.csv in export.zip unpacks to far more than it says.", refused.Message);
    }

    [Theory]
    [InlineData(1, 1 << 20, "The upload has more than 1 rows.")]
    [InlineData(100, 50, "The upload is larger than 0 MB when unpacked (watched.csv).")]
    public void Limits_hold_for_all_files_together(int rows, int bytes, string message)
    {
        var export = new LetterboxdExport(new() { MaxRows = rows, MaxBytes = bytes });
        var text = "Name,Year\nFlow,2024\n"u8.ToArray();

        _ = export.Read("watched.csv", new MemoryStream(text)).ToList();
        var refused = Assert.Throws<ExportException>(() =>
            Enumerable.Range(0, 3).SelectMany(_ => export.Read("watched.csv", new MemoryStream(text))).ToList());

        Assert.Equal(message, refused.Message);
    }

    [Fact]
    public void A_broken_archive_is_refused() => Assert.Equal(
        "export.zip is no ZIP archive, or a broken one.",
        Assert.Throws<ExportException>(() => Read(Zip(("diary.csv", Diary))[..100])).Message);

    private static List<ExportRow> Read(byte[] archive) => [.. new LetterboxdExport(new()).Read("export.zip", new MemoryStream(archive))];

    private static byte[] Zip(params (string Path, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in files)
            {
                using var entry = archive.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }
}

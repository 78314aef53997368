using System.IO.Compression;
using System.Text;

namespace MovieAspire.Gateway.Tests.Libraries;

/// <summary>Files as Letterboxd exports them: four films, of which one is a series and one is none.</summary>
internal static class LetterboxdFiles
{
    internal const string Watched = """
        Date,Name,Year,Letterboxd URI
        2024-01-01,Inception,2010,https://boxd.it/1skk
        2024-01-02,The Matrix,1999,https://boxd.it/2a1m
        2024-01-03,It,1990,https://boxd.it/aaaa
        2024-01-04,A Film That Nobody Made,2001,https://boxd.it/bbbb
        """;

    internal const string Diary = """
        Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date
        2024-01-01,Inception,2010,https://boxd.it/d1,4,,,2023-12-30
        2024-03-01,Inception,2010,https://boxd.it/d2,4.5,Yes,"cinema, imax",2024-02-28
        """;

    internal const string Ratings = """
        Date,Name,Year,Letterboxd URI,Rating
        2024-01-01,Inception,2010,https://boxd.it/1skk,3
        2024-01-02,The Matrix,1999,https://boxd.it/2a1m,5
        """;

    internal static byte[] Zip(params (string Path, string Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                using var entry = archive.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }
}

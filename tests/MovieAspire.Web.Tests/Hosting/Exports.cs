using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using MovieAspire.Testing;

namespace MovieAspire.Web.Tests.Hosting;

/// <summary>What people upload.</summary>
internal static class Exports
{
    /// <summary>A film whose year is wrong: its owner has to decide.</summary>
    internal const string Doubtful = "The Dark Knight";

    private static readonly (string Name, int Year, double Rating)[] Films =
    [
        ("Inception", 2010, 4.5), ("The Godfather", 1972, 5), ("Pulp Fiction", 1994, 4), ("Star Wars", 1977, 4), ("Alien", 1979, 4.5),
        ("Interstellar", 2014, 3.5), ("Fight Club", 1999, 5), ("A film that nobody has made <img src=x onerror=alert(1)>", 1999, 1),
    ];

    // What an owner decides is remembered for that film and for everyone.
    private const int DoubtfulYear = 2018;

    /// <summary>A diary of films that the sample has, and two that it has not like this.</summary>
    internal static FilePayload Diary => DiaryWith(DoubtfulYear);

    /// <summary>Likewise, with another wrong year.</summary>
    internal static FilePayload DiaryWith(int doubtfulYear)
    {
        var csv = new StringBuilder("Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n");
        foreach (var (index, film) in Films.Append((Name: Doubtful, Year: doubtfulYear, Rating: 5)).Index())
            csv.Append(CultureInfo.InvariantCulture, $"2024-01-{index + 10},{film.Name},{film.Year},https://boxd.it/t{index}y{film.Year},{film.Rating},,<script>alert(2)</script>,2024-01-{index + 10}\n");
        return new() { Name = "diary.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv.ToString()) };
    }

    /// <summary>Somebody's own, as Letterboxd wrote it, where there is one.</summary>
    internal static FilePayload[] Real => TestData.Directory is { } data && Path.Combine(data, "letterboxd", "lb01") is var folder && Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.csv").Select(file => new FilePayload { Name = Path.GetFileName(file), MimeType = "text/csv", Buffer = File.ReadAllBytes(file) })]
        : [Diary];
}

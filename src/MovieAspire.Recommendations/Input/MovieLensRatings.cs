using System.Globalization;
using System.Security.Cryptography;

namespace MovieAspire.Recommendations.Input;

/// <summary>Ratings of a directory in MovieLens format: ratings.csv (userId,movieId,rating,timestamp) and links.csv
/// (movieId,imdbId,tmdbId).</summary>
public static class MovieLensRatings
{
    private const string Ratings = "ratings.csv";
    private const string Links = "links.csv";

    /// <summary>Whether both files are there.</summary>
    public static bool Exists(string directory) =>
        File.Exists(Path.Combine(directory, Ratings)) && File.Exists(Path.Combine(directory, Links));

    /// <summary>Differs when a byte of the files differs.</summary>
    public static async Task<string> FingerprintAsync(string directory, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in (string[])[Links, Ratings])
        {
            await using var file = File.OpenRead(Path.Combine(directory, name));
            hash.AppendData(await SHA256.HashDataAsync(file, cancellationToken));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads the ratings of movies that have a TMDB id.</summary>
    /// <param name="directory">Where the files are.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>One rating after the other; null for a line that is none.</returns>
    public static IEnumerable<Rating?> Read(string directory, CancellationToken cancellationToken)
    {
        var ids = ReadLinks(Path.Combine(directory, Links));
        foreach (var line in File.ReadLines(Path.Combine(directory, Ratings)).Skip(1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Parse(line) is not { } rating)
                yield return null;
            else if (ids.TryGetValue(rating.Movie, out var tmdb))
                yield return rating with { Movie = tmdb };
        }
    }

    private static Dictionary<int, int> ReadLinks(string path)
    {
        var ids = new Dictionary<int, int>();
        foreach (var line in File.ReadLines(path).Skip(1))
        {
            var fields = line.Split(',');
            if (fields.Length == 3 && Number(fields[0]) is { } movie && Number(fields[2]) is { } tmdb)
                ids[movie] = tmdb;
        }

        return ids;
    }

    private static Rating? Parse(string line)
    {
        Span<Range> fields = stackalloc Range[5];
        var text = line.AsSpan();
        if (text.Split(fields, ',') < 3 || Number(text[fields[0]]) is not { } user || Number(text[fields[1]]) is not { } movie
            || !float.TryParse(text[fields[2]], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var stars))
            return null;
        return new(user, movie, stars);
    }

    private static int? Number(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>What somebody thinks of a movie.</summary>
/// <param name="User">Who, by a number of the file's own.</param>
/// <param name="Movie">TMDB id.</param>
/// <param name="Stars">0.5 to 5.</param>
public readonly record struct Rating(int User, int Movie, float Stars);

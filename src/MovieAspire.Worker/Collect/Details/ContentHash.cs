using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MovieAspire.Data.Catalog;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>
/// Tells whether a movie's content changed. Left out is what moves daily and says nothing about the
/// movie: popularity, votes and TMDB's similar list. The provider's order of rows that have no order
/// of their own does not count.
/// </summary>
internal static class ContentHash
{
    /// <summary>SHA-256 over the movie and all that belongs to it.</summary>
    public static byte[] Of(MovieRow movie)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, [
            movie.ImdbId, movie.Title, movie.OriginalTitle, movie.OriginalLanguage, movie.Overview, movie.Tagline,
            movie.Status, Day(movie.ReleaseDate), Number(movie.PremiereYear), Number(movie.Runtime), Number(movie.Budget),
            Number(movie.Revenue), movie.Adult ? "adult" : "", movie.Video ? "video" : "", movie.PosterPath,
            movie.BackdropPath, movie.Homepage, movie.TrailerKey, Number(movie.CollectionId), movie.Collection?.Name,
            movie.Collection?.PosterPath, movie.Collection?.BackdropPath, movie.Tmdb?.Certification,
        ]);
        AddSet(hash, movie.Genres, genre => [Number(genre.Id), genre.Name]);
        AddSet(hash, movie.Keywords, keyword => [Number(keyword.Id), keyword.Name]);
        AddSet(hash, movie.Companies, c => [Number(c.Id), c.Name, c.LogoPath, c.OriginCountry]);
        AddSet(hash, movie.Cast, credit => [Number(credit.BillingOrder), credit.Character, .. Person(credit.Person)]);
        AddSet(hash, movie.Crew, credit => [credit.Job, credit.Department, .. Person(credit.Person)]);
        AddSet(hash, movie.AlternativeTitles, title => [title.Country, title.Title, title.Type]);
        AddSet(hash, movie.Tmdb?.ProductionCountries ?? [], country => [country]);
        AddSet(hash, movie.Tmdb?.SpokenLanguages ?? [], language => [language]);
        return hash.GetHashAndReset();
    }

    private static string?[] Person(PersonRow person) =>
        [Number(person.Id), person.Name, Number(person.Gender), person.KnownForDepartment, person.ProfilePath];

    private static void AddSet<T>(IncrementalHash hash, IEnumerable<T> rows, Func<T, string?[]> fields)
    {
        // Each row becomes one digest, so that sorting needs no separator that could occur in a text.
        var digests = rows.Select(row =>
        {
            using var rowHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Add(rowHash, fields(row));
            return Convert.ToHexString(rowHash.GetHashAndReset());
        });
        Add(hash, [.. digests.Order(StringComparer.Ordinal), "end"]);
    }

    private static void Add(IncrementalHash hash, string?[] fields)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var field in fields)
        {
            var bytes = Encoding.UTF8.GetBytes(field ?? "");
            BitConverter.TryWriteBytes(length, field is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
    }

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);
}

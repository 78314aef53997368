using System.Security.Cryptography;
using Google.Protobuf;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Catalog.Movies.Lists;

/// <summary>A checked <see cref="ListMoviesRequest"/>; requests that mean the same page have the same cache key.</summary>
internal sealed record MoviePage(
    int Limit, int Offset, MovieOrder Order, MovieCursor? After, MovieFilter Filter, string CacheKey)
{
    /// <summary>No film is older; data that says so is wrong.</summary>
    public const int FirstYear = 1850;

    private const int MaxNameLength = 200;
    private const int LastYear = 2200;

    /// <exception cref="ServiceException">INVALID_ARGUMENT that names every bad field.</exception>
    public static MoviePage Parse(ListMoviesRequest request)
    {
        var check = new RequestCheck();
        var limit = check.Limit(request.Limit);
        var offset = check.Offset(request.Offset);
        var order = MovieOrder.Of(request.Sort);
        check.Require(order is not null, "sort", $"{(int)request.Sort} is not a known sort");
        var after = request.Cursor.Length == 0 || order is null ? null : MovieCursor.Decode(request.Cursor, order);
        check.Require(
            request.Cursor.Length == 0 || order is null || after is not null,
            "cursor", "must be the next_cursor of a page in this sort");
        check.Require(request.Cursor.Length == 0 || offset == 0, "offset", "must be left out when there is a cursor");

        var filter = request.Filter ?? new MovieFilter();
        CheckFilter(check, filter);
        check.ThrowIfAnyFailed();
        return new MoviePage(limit, offset, order!, after, filter, KeyOf(request, limit, order!, filter));
    }

    private static void CheckFilter(RequestCheck check, MovieFilter filter)
    {
        CheckName("genre", filter.Genre);
        CheckName("keyword", filter.Keyword);
        CheckYear("year", filter.HasYear, filter.Year);
        CheckYear("year_from", filter.HasYearFrom, filter.YearFrom);
        CheckYear("year_to", filter.HasYearTo, filter.YearTo);
        check.Require(
            !filter.HasYearFrom || !filter.HasYearTo || filter.YearFrom <= filter.YearTo,
            "year_from", "must not be after year_to");
        check.Require(!filter.HasMinRating || filter.MinRating is >= 0 and <= 10, "min_rating", "must be between 0 and 10");
        check.Require(!filter.HasMinVotes || filter.MinVotes >= 0, "min_votes", "must not be negative");
        check.Require(
            filter.Language.Length == 0 || (filter.Language.Length == 2 && filter.Language.All(char.IsAsciiLetter)),
            "language", "must be two letters (ISO 639-1)");
        check.Require(!filter.HasPerson || filter.Person > 0, "person", "must be positive");
        check.Require(!filter.HasCollection || filter.Collection > 0, "collection", "must be positive");

        void CheckYear(string field, bool given, int year) => check.Require(
            !given || year is >= FirstYear and <= LastYear, field, $"must be between {FirstYear} and {LastYear}");

        void CheckName(string field, string name) => check.Require(
            name.Length <= MaxNameLength && !name.Any(char.IsControl),
            field, $"must be at most {MaxNameLength} characters without control characters");
    }

    private static string KeyOf(ListMoviesRequest request, int limit, MovieOrder order, MovieFilter filter)
    {
        var normal = new ListMoviesRequest(request) { Limit = limit, Sort = order.Sort, Filter = filter };
        return $"movies:{Convert.ToHexStringLower(SHA256.HashData(normal.ToByteArray()).AsSpan(..16))}";
    }
}

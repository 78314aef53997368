using System.Security.Cryptography;
using Google.Protobuf;
using MovieAspire.Catalog.Movies.Lists;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.SearchIndex;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Catalog.Search;

/// <summary>
/// A checked <see cref="SearchMoviesRequest"/>; requests that mean the same page have the same cache key. A space at the
/// query's end says that its last word is complete.
/// </summary>
internal sealed record SearchPage(
    string Query, int Limit, int Offset, SearchFilter Filter, SearchSort Sort, IReadOnlyList<SearchFacet> Facets,
    string CacheKey)
{
    /// <summary>Matches beyond these can neither be seen nor are they counted.</summary>
    public const int MaxTotal = IndexSettings.MaxTotalHits;

    private const int MaxQueryLength = 200;
    private const int MaxGenres = 10;
    private const int MaxGenreLength = 200;
    private const int LastYear = 2200;

    /// <exception cref="ServiceException">INVALID_ARGUMENT that names every bad field.</exception>
    public static SearchPage Parse(SearchMoviesRequest request)
    {
        var check = new RequestCheck();
        var limit = check.Limit(request.Limit);
        var offset = check.Offset(request.Offset);
        check.Require(
            request.Query.Length <= MaxQueryLength && !string.IsNullOrWhiteSpace(request.Query) && IsText(request.Query),
            "query", $"must be 1 to {MaxQueryLength} characters without control characters");
        CheckFilter(check, request);
        check.Require(Enum.IsDefined(request.Sort), "sort", $"{(int)request.Sort} is not a known sort");
        check.Require(
            request.Facets.All(facet => facet is not SearchFacet.Unspecified && Enum.IsDefined(facet)),
            "facets", "must be known facets");
        check.Require(request.Facets.Distinct().Count() == request.Facets.Count, "facets", "must not be given twice");
        check.ThrowIfAnyFailed();

        var sort = request.Sort is SearchSort.Unspecified ? SearchSort.Relevance : request.Sort;
        var query = request.Query.TrimStart();
        var normal = new SearchMoviesRequest(request) { Query = query, Limit = limit, Sort = sort };
        var key = Convert.ToHexStringLower(SHA256.HashData(normal.ToByteArray()).AsSpan(..16));
        return new(query, limit, offset, SearchFilter.Of(request), sort, [.. request.Facets], $"search:{key}");
    }

    private static void CheckFilter(RequestCheck check, SearchMoviesRequest request)
    {
        check.Require(!request.HasMinRating || request.MinRating is >= 0 and <= 10, "min_rating", "must be between 0 and 10");
        CheckYear("year", request.HasYear, request.Year);
        CheckYear("year_from", request.HasYearFrom, request.YearFrom);
        CheckYear("year_to", request.HasYearTo, request.YearTo);
        check.Require(
            !request.HasYearFrom || !request.HasYearTo || request.YearFrom <= request.YearTo,
            "year_from", "must not be after year_to");
        check.Require(request.Genres.Count <= MaxGenres, "genres", $"must be at most {MaxGenres}");
        check.Require(
            request.Genres.All(genre => genre.Length is > 0 and <= MaxGenreLength && IsText(genre)),
            "genres", $"must be 1 to {MaxGenreLength} characters each, without control characters");
        check.Require(
            request.Language.Length == 0 || (request.Language.Length == 2 && request.Language.All(char.IsAsciiLetter)),
            "language", "must be two letters (ISO 639-1)");
        check.Require(!request.HasPerson || request.Person > 0, "person", "must be positive");

        void CheckYear(string field, bool given, int year) => check.Require(
            !given || year is >= MoviePage.FirstYear and <= LastYear,
            field, $"must be between {MoviePage.FirstYear} and {LastYear}");
    }

    private static bool IsText(string text) => !text.Any(char.IsControl);
}

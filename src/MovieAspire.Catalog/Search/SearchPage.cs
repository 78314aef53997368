using System.Security.Cryptography;
using Google.Protobuf;
using MovieAspire.Catalog.Movies;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.SearchIndex;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Catalog.Search;

/// <summary>
/// A checked <see cref="SearchMoviesRequest"/>; requests that mean the same page have the same cache key. A space at the
/// query's end says that its last word is complete.
/// </summary>
internal sealed record SearchPage(
    string Query, int Limit, int Offset, MovieFilters Filter, SearchSort Sort, IReadOnlyList<SearchFacet> Facets,
    string CacheKey)
{
    /// <summary>Matches beyond these can neither be seen nor are they counted.</summary>
    public const int MaxTotal = IndexSettings.MaxTotalHits;

    private const int MaxQueryLength = 200;

    /// <exception cref="ServiceException">INVALID_ARGUMENT that names every bad field.</exception>
    public static SearchPage Parse(SearchMoviesRequest request)
    {
        var check = new RequestCheck();
        var limit = check.Limit(request.Limit);
        var offset = check.Offset(request.Offset);
        check.Require(
            request.Query.Length <= MaxQueryLength && !string.IsNullOrWhiteSpace(request.Query) && IsText(request.Query),
            "query", $"must be 1 to {MaxQueryLength} characters without control characters");
        var filter = MovieFilters.Of(request, check);
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
        return new(query, limit, offset, filter, sort, [.. request.Facets], $"search:{key}");
    }

    private static bool IsText(string text) => !text.Any(char.IsControl);
}

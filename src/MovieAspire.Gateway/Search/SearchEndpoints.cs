using MovieAspire.Gateway.Answers;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Gateway.Search;

internal static class SearchEndpoints
{
    // Which engine answers may change at any moment.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    internal static void MapSearch(this RouteGroupBuilder api) => api.MapGet("/search", SearchAsync)
        .WithName("SearchMovies").WithTags("Search").KeepAnswers().WithSummary("Movies by what somebody types")
        .WithMetadata(new FieldNames("query", "q"), new FieldNames("genres", "genre"))
        .WithProblems(StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout);

    private static async Task<Stored<SearchResult>> SearchAsync(
        [AsParameters] SearchQuery query, [AsParameters] PageQuery page, HttpContext context,
        Proto.Search.SearchClient search, CancellationToken cancellationToken)
    {
        var (limit, offset) = (page.LimitOrDefault, OffsetCursor.OffsetOf(page));
        var response = await search.SearchMoviesAsync(query.ToRequest(limit, offset), cancellationToken: cancellationToken);

        if (offset + response.Hits.Count < response.Total)
            NextLink.Announce(context, OffsetCursor.Encode(offset + limit));
        return new(ToResult(query.Query!, limit, offset, response), MaxAge);
    }

    private static SearchResult ToResult(string query, int limit, int offset, Proto.SearchMoviesResponse response) => new(
        query, [.. response.Hits.Select(ToHit)], response.Total, limit, offset, response.Engine,
        Known.Text(response.EngineReason), response.TookMs,
        response.Facets.Count == 0 ? null : response.Facets.ToDictionary(facet => NameOf(facet.Facet), ToCounts));

    private static SearchHit ToHit(Proto.SearchHit hit) => new()
    {
        Id = hit.Id,
        Title = hit.Title,
        Overview = Known.Text(hit.Overview),
        ReleaseYear = hit.HasReleaseYear ? hit.ReleaseYear : null,
        Genres = [.. hit.Genres],
        VoteAverage = hit.VoteAverage,
        VoteCount = hit.VoteCount,
        Popularity = hit.Popularity,
        Highlights = hit.Highlights,
    };

    private static string NameOf(Proto.SearchFacet facet) => facet switch
    {
        Proto.SearchFacet.Genre => "genre",
        Proto.SearchFacet.Year => "year",
        _ => "language",
    };

    private static IReadOnlyDictionary<string, int> ToCounts(Proto.FacetCounts counts) =>
        new OrderedDictionary<string, int>(counts.Values.Select(value => KeyValuePair.Create(value.Value, value.Count)));
}

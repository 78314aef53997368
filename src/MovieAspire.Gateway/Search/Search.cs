using System.Text.Json.Serialization;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.OpenApi;
using MovieAspire.Gateway.Paging;
using MovieAspire.Gateway.RateLimits;
using Proto = MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Gateway.Search;

internal static class SearchServices
{
    internal static IHostApplicationBuilder AddSearch(this IHostApplicationBuilder builder)
    {
        builder.Services.AddJson(SearchJson.Default).AddExamples(SearchResult.Example, SearchHit.Example);
        return builder;
    }
}

internal static class SearchEndpoints
{
    // Which engine answers may change at any moment.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    internal static void MapSearch(this RouteGroupBuilder api) => api.MapGet("/search", SearchAsync)
        .WithName("SearchMovies").WithTags("Search").WithSummary("Movies by what somebody types")
        .WithMetadata(new FieldNames("query", "q"), new FieldNames("genres", "genre"))
        .CountsAs(RequestKind.Search).CacheStoredData().WithServiceProblems();

    private static async Task<JsonWithETag<SearchResult>> SearchAsync(
        [AsParameters] SearchQuery query, [AsParameters] PageQuery page, HttpContext context,
        Proto.Search.SearchClient search, CancellationToken cancellationToken)
    {
        var (limit, offset) = (page.LimitOrDefault, OffsetCursor.OffsetOf(page));
        var response = await search.SearchMoviesAsync(query.ToRequest(limit, offset), cancellationToken: cancellationToken);

        if (offset + response.Hits.Count < response.Total)
            NextLink.Announce(context, OffsetCursor.Encode(offset + limit));
        TotalCount.Announce(context, page, response.Total);
        return new(SearchResult.From(query.Query!, limit, offset, response), MaxAge);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SearchResult))]
internal sealed partial class SearchJson : JsonSerializerContext;

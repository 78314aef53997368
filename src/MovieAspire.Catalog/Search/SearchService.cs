using Grpc.Core;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.ServiceDefaults.Caching;
using SearchBase = MovieAspire.Contracts.Catalog.V1.Search.SearchBase;

namespace MovieAspire.Catalog.Search;

/// <summary>Searches: checked here, answered by the cache or else by one of the engines.</summary>
internal sealed class SearchService(MovieSearch search, MessageCache cache) : SearchBase
{
    // Short, because which engine answered is part of the answer.
    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(30);

    public override Task<SearchMoviesResponse> SearchMovies(SearchMoviesRequest request, ServerCallContext context)
    {
        var page = SearchPage.Parse(request);
        return cache.GetOrLoadAsync<SearchMoviesResponse>(
            page.CacheKey, TimeToLive, async cancellationToken => await search.RunAsync(page, cancellationToken),
            context.CancellationToken)!;
    }
}

using Grpc.Core;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Redis.Caching;
using MovieAspire.Redis.Generations;
using SearchBase = MovieAspire.Contracts.Catalog.V1.Search.SearchBase;

namespace MovieAspire.Catalog.Search;

/// <summary>Searches: checked here, answered by the cache or else by one of the engines.</summary>
internal sealed class SearchService(MovieSearch search, MessageCache cache) : SearchBase
{
    public override Task<SearchMoviesResponse> SearchMovies(SearchMoviesRequest request, ServerCallContext context)
    {
        var page = SearchPage.Parse(request);
        return cache.GetOrLoadAsync<SearchMoviesResponse>(
            new(page.CacheKey, DataArea.Search) { IsFreeForm = true },
            async cancellationToken => await search.RunAsync(page, cancellationToken), context)!;
    }
}

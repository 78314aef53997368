using Grpc.Core;
using MovieAspire.Catalog.Collections;
using MovieAspire.Catalog.Genres;
using MovieAspire.Catalog.Movies;
using MovieAspire.Catalog.Movies.Lists;
using MovieAspire.Catalog.People;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Redis.Caching;
using MovieAspire.Redis.Generations;
using MovieAspire.ServiceDefaults.Errors;
using CatalogBase = MovieAspire.Contracts.Catalog.V1.Catalog.CatalogBase;

namespace MovieAspire.Catalog;

/// <summary>
/// Reads of the catalog: checked here, answered by the cache or else by one of the queries. Single movies are answered by
/// <see cref="MovieMethods"/>.
/// </summary>
internal sealed class CatalogService(
    ListMoviesQuery lists, FirstPages firstPages, SimilarMoviesQuery similar, PersonQuery people, CollectionQuery collections,
    GenresQuery genres, MessageCache cache) : CatalogBase
{
    private readonly KeyedReads<Person> _people = cache.ByKey(id => Read($"person:{id}"), people.FindAsync);

    private readonly KeyedReads<CollectionDetails> _collections = cache.ByKey(id => Read($"collection:{id}"), collections.FindAsync);

    public override async Task<ListMoviesResponse> ListMovies(ListMoviesRequest request, ServerCallContext context)
    {
        var page = MoviePage.Parse(request);
        return await firstPages.FindAsync(page, context) ?? (await cache.GetOrLoadAsync<ListMoviesResponse>(
            Read(page.CacheKey) with { IsFreeForm = request.Filter is not null || page.Offset > 0 || page.After is not null },
            async cancellationToken => await lists.RunAsync(page, cancellationToken), context))!;
    }

    public override Task<ListSimilarMoviesResponse> ListSimilarMovies(
        ListSimilarMoviesRequest request, ServerCallContext context)
    {
        var check = new RequestCheck();
        check.Require(request.MovieId > 0, "movie_id", "must be positive");
        var (limit, offset) = (check.Limit(request.Limit), check.Offset(request.Offset));
        check.ThrowIfAnyFailed();
        return cache.GetOrLoadAsync<ListSimilarMoviesResponse>(
            Read($"similar:{request.MovieId}:{limit}:{offset}") with { IsFreeForm = offset > 0 },
            async cancellationToken => await similar.RunAsync(request.MovieId, limit, offset, cancellationToken), context)!;
    }

    public override async Task<Person> GetPerson(GetPersonRequest request, ServerCallContext context)
    {
        RequirePositive("id", request.Id);
        return await _people.FindAsync(request.Id, context) ?? throw ServiceError.NotFound("person", request.Id);
    }

    public override async Task<CollectionDetails> GetCollection(GetCollectionRequest request, ServerCallContext context)
    {
        RequirePositive("id", request.Id);
        return await _collections.FindAsync(request.Id, context) ?? throw ServiceError.NotFound("collection", request.Id);
    }

    public override Task<ListGenresResponse> ListGenres(ListGenresRequest request, ServerCallContext context) =>
        cache.GetOrLoadAsync<ListGenresResponse>(
            Read("genres:all"), async token => await genres.RunAsync(token), context)!;

    private static void RequirePositive(string field, int value)
    {
        if (value <= 0)
            throw ServiceError.InvalidField(field, "must be positive");
    }

    private static CachedRead Read(string key) => new(key, DataArea.Catalog);
}

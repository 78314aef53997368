using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Movies;
using MovieAspire.Gateway.OpenApi;
using Proto = MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Gateway.Collections;

/// <summary>A series of movies.</summary>
/// <param name="Id">TMDB's id.</param>
/// <param name="Name">For example The Godfather Collection.</param>
/// <param name="PosterPath">Path of the poster on TMDB's image server.</param>
/// <param name="BackdropPath">Path of the backdrop on TMDB's image server.</param>
/// <param name="Parts">In order of release; those without a date last.</param>
public sealed record CollectionDetails(
    int Id, string Name, string? PosterPath, string? BackdropPath, IReadOnlyList<MovieSummary> Parts)
{
    internal static CollectionDetails Example { get; } = new(2344, "The Matrix Collection", null, null, [MovieSummary.Example]);

    internal static CollectionDetails From(Proto.CollectionDetails collection) => new(
        collection.Id, collection.Name, collection.PosterPath.OrNull(), collection.BackdropPath.OrNull(),
        [.. collection.Parts.Select(MovieSummary.From)]);
}

internal static class CollectionServices
{
    internal static IHostApplicationBuilder AddCollections(this IHostApplicationBuilder builder)
    {
        builder.Services.AddJson(CollectionsJson.Default).AddExamples(CollectionDetails.Example);
        return builder;
    }
}

internal static class CollectionEndpoints
{
    internal static void MapCollections(this RouteGroupBuilder api) =>
        api.MapGet("/collections/{id}", GetAsync)
            .WithName("GetCollection").WithTags("Collections").WithSummary("A series and its movies in order of release")
            .CacheStoredData().WithServiceProblems().WithProblems(StatusCodes.Status404NotFound);

    private static async Task<JsonWithETag<CollectionDetails>> GetAsync(
        [FromRoute(Name = "id"), Range(1, int.MaxValue), Description("TMDB's id.")] int id,
        Proto.Catalog.CatalogClient catalog, CancellationToken cancellationToken)
    {
        var collection = await catalog.GetCollectionAsync(new() { Id = id }, cancellationToken: cancellationToken);
        return new(CollectionDetails.From(collection), CachingServices.MaxAge);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CollectionDetails))]
internal sealed partial class CollectionsJson : JsonSerializerContext;

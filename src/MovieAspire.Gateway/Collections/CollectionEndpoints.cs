using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Answers;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Movies;
using Proto = MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Gateway.Collections;

/// <summary>A series of movies.</summary>
/// <param name="Id">TMDB's id.</param>
/// <param name="Name">For example The Godfather Collection.</param>
/// <param name="PosterPath">Path of the poster on TMDB's image server.</param>
/// <param name="BackdropPath">Path of the backdrop on TMDB's image server.</param>
/// <param name="Parts">In order of release; those without a date last.</param>
public sealed record CollectionDetails(
    int Id, string Name, string? PosterPath, string? BackdropPath, IReadOnlyList<MovieSummary> Parts);

internal static class CollectionEndpoints
{
    internal static void MapCollections(this RouteGroupBuilder api) =>
        api.MapGet("/collections/{id}", GetAsync)
            .WithName("GetCollection").WithTags("Collections").KeepAnswers().WithSummary("A series and its movies in order of release")
            .WithProblems(
                StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout);

    private static async Task<Stored<CollectionDetails>> GetAsync(
        [FromRoute(Name = "id"), Range(1, int.MaxValue), Description("TMDB's id.")] int id,
        Proto.Catalog.CatalogClient catalog, CancellationToken cancellationToken)
    {
        var collection = await catalog.GetCollectionAsync(new() { Id = id }, cancellationToken: cancellationToken);
        return new(ToCollection(collection), AnswerCache.MaxAge);
    }

    private static CollectionDetails ToCollection(Proto.CollectionDetails collection) => new(
        collection.Id, collection.Name, Known.Text(collection.PosterPath), Known.Text(collection.BackdropPath),
        [.. collection.Parts.Select(MovieMapping.ToSummary)]);
}

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

namespace MovieAspire.Gateway.People;

/// <summary>Someone who makes movies.</summary>
/// <param name="Id">TMDB's id.</param>
/// <param name="Name">The name.</param>
/// <param name="KnownForDepartment">For example Directing; null while unknown.</param>
/// <param name="ProfilePath">Path of the portrait on TMDB's image server.</param>
/// <param name="Popularity">TMDB's popularity figure.</param>
/// <param name="Cast">Roles, newest first.</param>
/// <param name="Crew">Jobs behind the camera, newest first.</param>
public sealed record Person(
    int Id, string Name, string? KnownForDepartment, string? ProfilePath, double Popularity,
    IReadOnlyList<CastCredit> Cast, IReadOnlyList<CrewCredit> Crew)
{
    internal static Person Example { get; } = new(
        6384, "Keanu Reeves", "Acting", "/8RZLOyYGsoRe9p44q3xin9QkMHv.jpg", 41.3, [new(MovieSummary.Example, "Neo", 0)], []);

    internal static Person From(Proto.Person person) => new(
        person.Id, person.Name, person.KnownForDepartment.OrNull(), person.ProfilePath.OrNull(), person.Popularity,
        [.. person.Cast.Select(credit => new CastCredit(MovieSummary.From(credit.Movie), credit.Character.OrNull(), credit.Order))],
        [.. person.Crew.Select(credit => new CrewCredit(MovieSummary.From(credit.Movie), credit.Job, credit.Department.OrNull()))]);
}

/// <summary>A role in a movie.</summary>
/// <param name="Movie">The movie.</param>
/// <param name="Character">Whom the person plays.</param>
/// <param name="Order">Place in the billing, 0 first.</param>
public sealed record CastCredit(MovieSummary Movie, string? Character, int Order);

/// <summary>A job at a movie.</summary>
/// <param name="Movie">The movie.</param>
/// <param name="Job">For example Director.</param>
/// <param name="Department">For example Directing.</param>
public sealed record CrewCredit(MovieSummary Movie, string Job, string? Department);

internal static class PeopleServices
{
    internal static IHostApplicationBuilder AddPeople(this IHostApplicationBuilder builder)
    {
        builder.Services.AddJson(PeopleJson.Default).AddExamples(Person.Example);
        return builder;
    }
}

internal static class PeopleEndpoints
{
    internal static void MapPeople(this RouteGroupBuilder api) =>
        api.MapGet("/people/{id}", GetAsync)
            .WithName("GetPerson").WithTags("People").WithSummary("A person and the filmography")
            .CacheStoredData().WithServiceProblems().WithProblems(StatusCodes.Status404NotFound);

    private static async Task<JsonWithETag<Person>> GetAsync(
        [FromRoute(Name = "id"), Range(1, int.MaxValue), Description("TMDB's id.")] int id,
        Proto.Catalog.CatalogClient catalog, CancellationToken cancellationToken)
    {
        var person = await catalog.GetPersonAsync(new() { Id = id }, cancellationToken: cancellationToken);
        return new(Person.From(person), CachingServices.MaxAge);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Person))]
internal sealed partial class PeopleJson : JsonSerializerContext;

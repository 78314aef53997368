using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Answers;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Movies;
using Proto = MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Gateway.People;

internal static class PeopleEndpoints
{
    internal static void MapPeople(this RouteGroupBuilder api) =>
        api.MapGet("/people/{id}", GetAsync)
            .WithName("GetPerson").WithTags("People").KeepAnswers().WithSummary("A person and the filmography")
            .WithProblems(
                StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout);

    private static async Task<Stored<Person>> GetAsync(
        [FromRoute(Name = "id"), Range(1, int.MaxValue), Description("TMDB's id.")] int id,
        Proto.Catalog.CatalogClient catalog, CancellationToken cancellationToken)
    {
        var person = await catalog.GetPersonAsync(new() { Id = id }, cancellationToken: cancellationToken);
        return new(ToPerson(person), AnswerCache.MaxAge);
    }

    private static Person ToPerson(Proto.Person person) => new(
        person.Id, person.Name, Known.Text(person.KnownForDepartment), Known.Text(person.ProfilePath), person.Popularity,
        [.. person.Cast.Select(credit => new CastCredit(
            MovieMapping.ToSummary(credit.Movie), Known.Text(credit.Character), credit.Order))],
        [.. person.Crew.Select(credit => new CrewCredit(
            MovieMapping.ToSummary(credit.Movie), credit.Job, Known.Text(credit.Department)))]);
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Web.Layout;

namespace MovieAspire.Web.People;

internal static class PersonEndpoints
{
    internal static void MapPeople(this IEndpointRouteBuilder pages) => pages.MapGet("/person/{id:int:min(1)}", ShowAsync);

    private static async Task<IResult> ShowAsync(int id, Catalog.CatalogClient catalog, CancellationToken cancellationToken)
    {
        var person = await catalog.GetPersonAsync(new() { Id = id }, cancellationToken: cancellationToken);
        return Pages.View<PersonPage>(new { Person = person, Roles = Role.Of(person) });
    }
}

/// <summary>What a person did in films, and in which.</summary>
/// <param name="Name">Acting, Director, Writer and so on.</param>
/// <param name="Credits">Newest first.</param>
public sealed record Role(string Name, IReadOnlyList<Credit> Credits)
{
    /// <summary>The role with the most films first. A film stands in a role once, with all its characters.</summary>
    internal static IReadOnlyList<Role> Of(Person person) =>
    [
        .. person.Cast.Select(credit => (Role: "Acting", credit.Movie, Note: credit.Character))
            .Concat(person.Crew.Select(credit => (Role: credit.Job, credit.Movie, Note: "")))
            .GroupBy(credit => credit.Role)
            .Select(role => new Role(
                role.Key,
                [
                    .. role.GroupBy(credit => credit.Movie.Id).Select(film => new Credit(
                        film.First().Movie, string.Join(", ", film.Select(credit => credit.Note).Where(note => note.Length > 0).Distinct()))),
                ]))
            .OrderByDescending(role => role.Credits.Count).ThenBy(role => role.Name, StringComparer.Ordinal),
    ];
}

/// <param name="Film">The film.</param>
/// <param name="Note">The characters, or empty.</param>
public sealed record Credit(MovieSummary Film, string Note);

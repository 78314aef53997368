using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Caching;
using Proto = MovieAspire.Contracts.Libraries.V1;

namespace MovieAspire.Gateway.Libraries;

/// <summary>A list of the export.</summary>
/// <param name="Name">As its owner called it.</param>
/// <param name="TotalMovies">Films in it; they are in /movies?list=NAME, in its order.</param>
/// <param name="Watched">Of these, seen ones.</param>
/// <param name="Matched">Of these, ones with a movie.</param>
public sealed record LibraryList(string Name, long TotalMovies, long Watched, long Matched)
{
    internal static LibraryList Example { get; } = new("First contact", 12, 9, 12);

    internal static LibraryList From(Proto.FilmList list) => new(list.Name, list.Films, list.Watched, list.Matched);
}

internal static class ListEndpoints
{
    internal static void MapLists(this RouteGroupBuilder session) =>
        session.MapGet("/lists", ListAsync).WithName("ListLibraryLists").WithSummary("The lists of the export, by name");

    private static async Task<JsonWithETag<IReadOnlyList<LibraryList>>> ListAsync(
        [FromRoute(Name = "id"), Description("The session.")] Guid id, Proto.Libraries.LibrariesClient libraries, CancellationToken cancellationToken)
    {
        var response = await libraries.ListListsAsync(new() { SessionId = id.ToString() }, cancellationToken: cancellationToken);
        return new([.. response.Lists.Select(LibraryList.From)]);
    }
}

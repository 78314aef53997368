using MovieAspire.Gateway.Answers;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Gateway.Genres;

/// <summary>A genre of TMDB's list.</summary>
/// <param name="Id">TMDB's id.</param>
/// <param name="Name">The English name.</param>
/// <param name="MovieCount">Movies of the catalog.</param>
public sealed record Genre(int Id, string Name, long MovieCount);

internal static class GenreEndpoints
{
    internal static void MapGenres(this RouteGroupBuilder api) =>
        api.MapGet("/genres", ListAsync)
            .WithName("ListGenres").WithTags("Genres").KeepAnswers().WithSummary("All genres by name")
            .WithProblems(StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout);

    private static async Task<Stored<IReadOnlyList<Genre>>> ListAsync(
        Proto.Catalog.CatalogClient catalog, CancellationToken cancellationToken)
    {
        var response = await catalog.ListGenresAsync(new(), cancellationToken: cancellationToken);
        return new([.. response.Genres.Select(genre => new Genre(genre.Id, genre.Name, genre.MovieCount))], AnswerCache.MaxAge);
    }
}

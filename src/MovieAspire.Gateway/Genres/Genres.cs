using System.Text.Json.Serialization;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.OpenApi;
using MovieAspire.Gateway.Paging;
using Proto = MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Gateway.Genres;

/// <summary>A genre of TMDB's list.</summary>
/// <param name="Id">TMDB's id.</param>
/// <param name="Name">The English name.</param>
/// <param name="MovieCount">Movies of the catalog.</param>
public sealed record Genre(int Id, string Name, long MovieCount)
{
    internal static Genre Example { get; } = new(18, "Drama", 1_204);
}

internal static class GenreServices
{
    internal static IHostApplicationBuilder AddGenres(this IHostApplicationBuilder builder)
    {
        builder.Services.AddJson(GenresJson.Default).AddExamples(Genre.Example);
        return builder;
    }
}

internal static class GenreEndpoints
{
    internal static void MapGenres(this RouteGroupBuilder api) =>
        api.MapGet("/genres", ListAsync)
            .WithName("ListGenres").WithTags("Genres").WithSummary("All genres by name")
            .CacheStoredData().WithServiceProblems();

    private static async Task<JsonWithETag<IReadOnlyList<Genre>>> ListAsync(
        [AsParameters] PageQuery page, HttpContext context, Proto.Catalog.CatalogClient catalog, CancellationToken cancellationToken)
    {
        // There are some twenty.
        var response = await catalog.ListGenresAsync(new(), cancellationToken: cancellationToken);
        var genres = response.Genres.Skip(OffsetCursor.OffsetOf(page)).Take(page.LimitOrDefault)
            .Select(genre => new Genre(genre.Id, genre.Name, genre.MovieCount)).ToList();

        OffsetCursor.AnnounceNext(context, page, genres.Count);
        TotalCount.Announce(context, page, response.Genres.Count);
        return new(genres, CachingServices.MaxAge);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<Genre>))]
internal sealed partial class GenresJson : JsonSerializerContext;

using System.Text.Json.Serialization.Metadata;
using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Tmdb;

/// <summary>The part of TMDB v3 that is served, under /3.</summary>
internal static class TmdbEndpoints
{
    public const string Root = "/3";

    public static void MapTmdb(this IEndpointRouteBuilder app)
    {
        var tmdb = app.MapGroup(Root);
        tmdb.MapLists();
        tmdb.MapMovies();
        tmdb.MapPeopleAndCollections();
        tmdb.MapChanges();
        tmdb.MapGet("/genre/movie/list", () => Json(
            new GenresBody([.. GenreTable.All.Select(genre => new NamedBody(genre.Id, genre.Name))]), TmdbJson.Default.GenresBody));
        tmdb.MapGet("/configuration", () => Json(TmdbConfiguration.Body, TmdbJson.Default.ConfigurationBody));
        tmdb.MapFallback(() => TmdbErrors.NotFound);
    }

    public static IResult Json<T>(T body, JsonTypeInfo<T> type) =>
        Results.Json(body, type, "application/json;charset=utf-8");

    /// <summary>The page asked for, 1 by default; null when it is not one of 1 to 500.</summary>
    public static int? Page(HttpRequest request) => request.Query["page"].ToString() switch
    {
        "" => 1,
        var text when int.TryParse(text, out var page) && page is >= 1 and <= 500 => page,
        _ => null,
    };
}

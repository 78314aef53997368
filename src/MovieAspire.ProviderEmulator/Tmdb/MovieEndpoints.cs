using MovieAspire.ProviderEmulator.Movies;
using MovieAspire.ProviderEmulator.Statistics;

namespace MovieAspire.ProviderEmulator.Tmdb;

internal static class MovieEndpoints
{
    /// <summary>The most parts that TMDB appends to one answer.</summary>
    private const int MostParts = 20;

    public static void MapMovies(this IEndpointRouteBuilder tmdb)
    {
        tmdb.MapGet("/movie/latest", Latest);
        tmdb.MapGet("/movie/{id:regex(^(\\d+|tt\\d+)$)}", Details);
        tmdb.MapGet("/movie/{id:regex(^(\\d+|tt\\d+)$)}/{**part}", Part);
        tmdb.MapGet("/find/{externalId}", Find);
    }

    private static IResult Details(
        string id, HttpRequest request, MovieCatalog catalog, MovieBodies bodies, RequestStatistics statistics)
    {
        var parts = request.Query["append_to_response"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length > MostParts)
            return TmdbErrors.TooManyParts;
        if (TmdbEndpoints.Page(request) is not { } page)
            return TmdbErrors.InvalidPage;

        if (int.TryParse(id, out var number))
            statistics.MovieFetched(number);
        if (catalog.Find(id) is not { } movie)
            return TmdbErrors.NotFound;

        var body = MovieBodies.Details(movie);
        foreach (var part in parts)
        {
            if (bodies.Part(movie, part, page, id: null) is { } content)
                (body.Parts ??= [])[part] = content;
        }

        return TmdbEndpoints.Json(body, TmdbJson.Default.MovieBody);
    }

    private static IResult Part(string id, string part, HttpRequest request, MovieCatalog catalog, MovieBodies bodies)
    {
        if (TmdbEndpoints.Page(request) is not { } page)
            return TmdbErrors.InvalidPage;

        return catalog.Find(id) is { } movie && bodies.Part(movie, part, page, movie.Id) is { } body
            ? Results.Json(body, TmdbJson.Default, contentType: "application/json;charset=utf-8")
            : TmdbErrors.NotFound;
    }

    private static IResult Latest(MovieCatalog catalog)
    {
        for (var i = catalog.Source.Facts.Length - 1; i >= 0; i--)
        {
            if (catalog.Find(catalog.Source.Facts[i].Id) is { } movie)
                return TmdbEndpoints.Json(MovieBodies.Details(movie), TmdbJson.Default.MovieBody);
        }

        return TmdbErrors.NotFound;
    }

    private static IResult Find(string externalId, HttpRequest request, MovieCatalog catalog)
    {
        if (request.Query["external_source"] != "imdb_id")
            return TmdbErrors.InvalidParameters;

        SummaryBody[] found = externalId.StartsWith("tt", StringComparison.Ordinal) && catalog.Find(externalId) is { } movie
            ? [SummaryBody.Of(movie, "movie")]
            : [];
        return TmdbEndpoints.Json(new FindBody(found, [], [], [], []), TmdbJson.Default.FindBody);
    }
}

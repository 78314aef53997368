using System.Text.Json.Serialization.Metadata;
using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Tmdb;

/// <summary>The part of TMDB v3 that is served, under /3.</summary>
internal static class TmdbEndpoints
{
    public const string Root = "/3";

    public static IHostApplicationBuilder AddTmdb(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MovieBodies>();
        return builder;
    }

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

internal static class TmdbConfiguration
{
    public static ConfigurationBody Body { get; } = new(
        [
            "adult", "air_date", "also_known_as", "alternative_titles", "biography", "birthday", "budget", "cast",
            "certifications", "character_names", "created_by", "crew", "deathday", "episode", "episode_number",
            "episode_run_time", "freebase_id", "freebase_mid", "general", "genres", "guest_stars", "homepage", "images",
            "imdb_id", "languages", "name", "network", "origin_country", "original_name", "original_title", "overview",
            "parts", "place_of_birth", "plot_keywords", "production_code", "production_companies", "production_countries",
            "releases", "revenue", "runtime", "season", "season_number", "season_regular", "softcore", "spoken_languages",
            "status", "tagline", "title", "translations", "tvdb_id", "tvrage_id", "type", "video", "videos",
        ],
        new(
            "http://image.tmdb.org/t/p/", "https://image.tmdb.org/t/p/",
            ["w300", "w780", "w1280", "original"],
            ["w45", "w92", "w154", "w185", "w300", "w500", "original"],
            ["w92", "w154", "w185", "w342", "w500", "w780", "original"],
            ["w45", "w185", "h632", "original"],
            ["w92", "w185", "w300", "original"]));
}

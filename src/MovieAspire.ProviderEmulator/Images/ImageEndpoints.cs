using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Images;

/// <summary>The image host: a drawing for every path that a movie or a person of the source has, without a key.</summary>
internal static class ImageEndpoints
{
    public const string Root = "/t/p";

    public static void MapImages(this IEndpointRouteBuilder app) =>
        app.MapGet($"{Root}/{{size}}/{{file}}", (string file, IMovieSource source, HttpResponse response) =>
        {
            if (source.FindImage($"/{file}") is not { } image)
                return Results.NotFound();
            response.Headers.CacheControl = "public, max-age=86400";
            return Results.Text(Drawing.Of(image), "image/svg+xml");
        });
}

using MovieAspire.Catalog.Movies.Lists;

namespace MovieAspire.Catalog.Movies;

internal static class MoviesExtensions
{
    public static void AddMovies(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MovieQuery>();
        builder.Services.AddSingleton<ListMoviesQuery>();
        builder.Services.AddSingleton<SimilarMoviesQuery>();
    }
}

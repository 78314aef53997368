using Grpc.AspNetCore.Server.Model;
using MovieAspire.Catalog.Movies.Lists;

namespace MovieAspire.Catalog.Movies;

internal static class MovieServices
{
    public static IHostApplicationBuilder AddMovies(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MovieQuery>();
        builder.Services.AddSingleton<MovieMethods>();
        builder.Services.AddSingleton<IServiceMethodProvider<MovieMethods>, MovieMethodProvider>();
        builder.Services.AddSingleton<ListMoviesQuery>();
        builder.Services.AddSingleton<FirstPages>();
        builder.Services.AddSingleton<SimilarMoviesQuery>();
        return builder;
    }

    /// <summary>Before the generated methods of the same names, which nobody implements.</summary>
    public static void MapMovies(this WebApplication app) =>
        app.MapGrpcService<MovieMethods>().Add(endpoint => ((RouteEndpointBuilder)endpoint).Order = -1);
}

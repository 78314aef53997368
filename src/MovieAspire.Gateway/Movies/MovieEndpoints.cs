using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.OpenApi;
using MovieAspire.Gateway.Paging;
using MovieAspire.Gateway.Parameters;
using Proto = MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Gateway.Movies;

internal static class MovieServices
{
    internal static IHostApplicationBuilder AddMovies(this IHostApplicationBuilder builder)
    {
        builder.Services.AddJson(MoviesJson.Default)
            .AddExamples(MovieSummary.Example, Movie.Example, TrendingMovie.Example);
        return builder;
    }
}

internal static class MovieEndpoints
{
    internal static void MapMovies(this RouteGroupBuilder api)
    {
        var movies = api.MapGroup("/movies").WithTags("Movies").CacheStoredData().WithServiceProblems();

        movies.MapGet("", ListAsync)
            .WithName("ListMovies").WithSummary("Movies by popularity, filtered and sorted");

        movies.MapTrending();

        movies.MapGet("/{id}/similar", SimilarAsync)
            .WithName("ListSimilarMovies").WithSummary("What TMDB calls similar, as far as the catalog has it")
            .WithProblems(StatusCodes.Status404NotFound, StatusCodes.Status410Gone);

        movies.MapGet("/{id}", GetAsync)
            .WithName("GetMovie").WithSummary("All that is known of one movie")
            .WithProblems(StatusCodes.Status404NotFound, StatusCodes.Status410Gone);
    }

    private static async Task<JsonWithETag<IReadOnlyList<MovieSummary>>> ListAsync(
        [AsParameters] PageQuery page, [AsParameters] MovieQuery query, HttpContext context,
        Proto.Catalog.CatalogClient catalog, CancellationToken cancellationToken)
    {
        var request = new Proto.ListMoviesRequest
        {
            Limit = page.LimitOrDefault,
            Offset = page.Offset ?? 0,
            Cursor = page.Cursor ?? "",
            Filter = query.ToFilter(),
            Sort = EnumNames<Proto.MovieSort>.ToValue(query.Sort),
            Count = page.IsCounted,
        };
        var response = await catalog.ListMoviesAsync(request, cancellationToken: cancellationToken);

        NextLink.Announce(context, response.NextCursor);
        TotalCount.Announce(context, page, response.TotalCount);
        return new([.. response.Movies.Select(MovieSummary.From)], CachingServices.MaxAge);
    }

    private static async Task<JsonWithETag<IReadOnlyList<MovieSummary>>> SimilarAsync(
        [FromRoute(Name = "id"), Range(1, int.MaxValue), Description("TMDB's id.")] int id,
        [AsParameters] PageQuery page, HttpContext context, Proto.Catalog.CatalogClient catalog,
        CancellationToken cancellationToken)
    {
        var request = new Proto.ListSimilarMoviesRequest
        {
            MovieId = id, Limit = page.LimitOrDefault, Offset = OffsetCursor.OffsetOf(page),
        };
        var response = await catalog.ListSimilarMoviesAsync(request, cancellationToken: cancellationToken);

        OffsetCursor.AnnounceNext(context, page, response.Movies.Count);
        TotalCount.Announce(context, page, response.TotalCount);
        return new([.. response.Movies.Select(MovieSummary.From)], CachingServices.MaxAge);
    }

    private static async Task<JsonWithETag<Movie>> GetAsync(
        [FromRoute(Name = "id"), Range(1, int.MaxValue), Description("TMDB's id.")] int id,
        [FromQuery(Name = "cast"), AllowedValues("all"), Description("Everyone instead of the first ten.")] string? cast,
        Proto.Catalog.CatalogClient catalog, CancellationToken cancellationToken)
    {
        var request = new Proto.GetMovieRequest { Id = id, FullCast = cast is not null };
        var movie = await catalog.GetMovieAsync(request, cancellationToken: cancellationToken);
        return new(Movie.From(movie), CachingServices.MaxAge);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Movie))]
[JsonSerializable(typeof(IReadOnlyList<MovieSummary>))]
[JsonSerializable(typeof(IReadOnlyList<TrendingMovie>))]
internal sealed partial class MoviesJson : JsonSerializerContext;

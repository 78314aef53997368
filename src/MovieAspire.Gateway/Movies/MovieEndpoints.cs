using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Answers;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Gateway.Movies;

internal static class MovieEndpoints
{
    internal static void MapMovies(this RouteGroupBuilder api)
    {
        var movies = api.MapGroup("/movies").WithTags("Movies").KeepAnswers().WithProblems(
            StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout);

        movies.MapGet("", ListAsync)
            .WithName("ListMovies").WithSummary("Movies by popularity, filtered and sorted");

        movies.MapGet("/trending", TrendingEndpoint.GetAsync)
            .WithName("GetTrending").WithSummary("The movies that trend on a day, best first")
            .WithProblems(StatusCodes.Status404NotFound);

        movies.MapGet("/{id}/similar", SimilarAsync)
            .WithName("ListSimilarMovies").WithSummary("What TMDB calls similar, as far as the catalog has it")
            .WithProblems(StatusCodes.Status404NotFound, StatusCodes.Status410Gone);

        movies.MapGet("/{id}", GetAsync)
            .WithName("GetMovie").WithSummary("All that is known of one movie")
            .WithProblems(StatusCodes.Status404NotFound, StatusCodes.Status410Gone);
    }

    private static async Task<Stored<IReadOnlyList<MovieSummary>>> ListAsync(
        [AsParameters] PageQuery page, [AsParameters] MovieFilterQuery filter, HttpContext context,
        Proto.Catalog.CatalogClient catalog, CancellationToken cancellationToken)
    {
        var request = new Proto.ListMoviesRequest
        {
            Limit = page.LimitOrDefault,
            Offset = page.Offset ?? 0,
            Cursor = page.Cursor ?? "",
            Filter = filter.ToFilter(),
            Sort = filter.ToSort(),
        };
        var response = await catalog.ListMoviesAsync(request, cancellationToken: cancellationToken);

        NextLink.Announce(context, response.NextCursor);
        return new([.. response.Movies.Select(MovieMapping.ToSummary)], AnswerCache.MaxAge);
    }

    private static async Task<Stored<IReadOnlyList<MovieSummary>>> SimilarAsync(
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
        return new([.. response.Movies.Select(MovieMapping.ToSummary)], AnswerCache.MaxAge);
    }

    private static async Task<Stored<Movie>> GetAsync(
        [FromRoute(Name = "id"), Range(1, int.MaxValue), Description("TMDB's id.")] int id,
        [FromQuery(Name = "cast"), AllowedValues("all"), Description("Everyone instead of the first ten.")] string? cast,
        Proto.Catalog.CatalogClient catalog, CancellationToken cancellationToken)
    {
        var request = new Proto.GetMovieRequest { Id = id, FullCast = cast is not null };
        var movie = await catalog.GetMovieAsync(request, cancellationToken: cancellationToken);
        return new(MovieMapping.ToMovie(movie), AnswerCache.MaxAge);
    }
}

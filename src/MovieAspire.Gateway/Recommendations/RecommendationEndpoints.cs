using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Answers;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Analytics.V1;

namespace MovieAspire.Gateway.Recommendations;

internal static class RecommendationEndpoints
{
    internal static void MapRecommendations(this RouteGroupBuilder api) =>
        api.MapGet("/movies/{id}/recommendations", GetAsync).WithTags("Movies").KeepAnswers()
            .WithName("GetRecommendations").WithSummary("What to watch after a movie, and why")
            .WithProblems(
                StatusCodes.Status404NotFound, StatusCodes.Status410Gone, StatusCodes.Status503ServiceUnavailable,
                StatusCodes.Status504GatewayTimeout);

    private static async Task<Stored<MovieRecommendations>> GetAsync(
        [FromRoute(Name = "id"), Range(1, int.MaxValue), Description("TMDB's id.")] int id,
        [AsParameters] PageQuery page, HttpContext context, Proto.Recommendations.RecommendationsClient recommendations,
        CancellationToken cancellationToken)
    {
        var request = new Proto.GetRecommendationsRequest
        {
            MovieId = id, Limit = page.LimitOrDefault, Offset = OffsetCursor.OffsetOf(page),
        };
        var response = await recommendations.GetRecommendationsAsync(request, cancellationToken: cancellationToken);

        OffsetCursor.AnnounceNext(context, page, response.Recommendations.Count);
        return new(ToMovieRecommendations(response), AnswerCache.MaxAge);
    }

    private static MovieRecommendations ToMovieRecommendations(Proto.GetRecommendationsResponse response) => new(
        response.MovieId,
        [.. response.Recommendations.Select(ToMovie)],
        response.RunId.Length > 0 ? Guid.Parse(response.RunId) : null,
        Known.Time(response.ComputedAt),
        Known.Text(response.Note));

    private static RecommendedMovie ToMovie(Proto.RecommendedMovie movie) => new(
        movie.Id, movie.Title, Known.Date(movie.ReleaseDate), movie.Popularity, movie.VoteAverage, movie.VoteCount,
        Known.Text(movie.PosterPath), movie.Score,
        [.. movie.Reasons.Select(reason => new RecommendationReason(reason.Kind, [.. reason.Names]))]);
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.OpenApi;
using MovieAspire.Gateway.Paging;
using Proto = MovieAspire.Contracts.Analytics.V1;

namespace MovieAspire.Gateway.Recommendations;

/// <summary>What to watch after a movie.</summary>
/// <param name="MovieId">TMDB's id of the movie.</param>
/// <param name="Recommendations">Best first; at most 20 are computed.</param>
/// <param name="RunId">The run that computed them; null while the movie has none.</param>
/// <param name="ComputedAt">When it did.</param>
/// <param name="Note">Why there are none; null when there are some.</param>
public sealed record MovieRecommendations(
    int MovieId, IReadOnlyList<RecommendedMovie> Recommendations, Guid? RunId, DateTime? ComputedAt, string? Note)
{
    internal static MovieRecommendations Example { get; } = new(
        603,
        [
            new(
                604, "The Matrix Reloaded", new(2003, 5, 15), 41.2, 7.1, 11_200, "/9TGHDvWrqKBzwDxDodHYXEmOE6J.jpg", 0.612,
                [new("director", ["Lilly Wachowski", "Lana Wachowski"]), new("liked_together", [])]),
        ],
        Guid.Parse("019cd7a3-5b00-7c3e-9f21-6a4b1d2e8c07"), new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc), null);

    internal static MovieRecommendations From(Proto.GetRecommendationsResponse response) => new(
        response.MovieId,
        [.. response.Recommendations.Select(RecommendedMovie.From)],
        response.RunId.Length > 0 ? Guid.Parse(response.RunId) : null,
        response.ComputedAt.ToUtc(),
        response.Note.OrNull());
}

/// <summary>A recommended movie.</summary>
/// <param name="Id">TMDB's id.</param>
/// <param name="Title">The English title.</param>
/// <param name="ReleaseDate">The first release.</param>
/// <param name="Popularity">TMDB's popularity figure; it has no upper bound.</param>
/// <param name="VoteAverage">Mean of the TMDB votes, 0 to 10; 0 without votes.</param>
/// <param name="VoteCount">Number of TMDB votes.</param>
/// <param name="PosterPath">Path of the poster on TMDB's image server.</param>
/// <param name="Score">Comparable within this list only, and falling along it.</param>
/// <param name="Reasons">The strongest first.</param>
public sealed record RecommendedMovie(
    int Id, string Title, DateOnly? ReleaseDate, double Popularity, double VoteAverage, int VoteCount, string? PosterPath,
    double Score, IReadOnlyList<RecommendationReason> Reasons)
{
    internal static RecommendedMovie From(Proto.RecommendedMovie movie) => new(
        movie.Id, movie.Title, movie.ReleaseDate.ToDate(), movie.Popularity, movie.VoteAverage, movie.VoteCount,
        movie.PosterPath.OrNull(), movie.Score,
        [.. movie.Reasons.Select(reason => new RecommendationReason(reason.Kind, [.. reason.Names]))]);
}

/// <summary>Why a movie is recommended.</summary>
/// <param name="Kind">
/// collection, director, cast, crew, keywords, genres, story (words of the overviews), liked_together (by the same
/// people) or similar_list (TMDB lists it as similar).
/// </param>
/// <param name="Names">What both movies share; empty for liked_together and similar_list.</param>
public sealed record RecommendationReason(string Kind, IReadOnlyList<string> Names);

internal static class RecommendationServices
{
    internal static IHostApplicationBuilder AddRecommendations(this IHostApplicationBuilder builder)
    {
        builder.Services.AddJson(RecommendationsJson.Default).AddExamples(MovieRecommendations.Example);
        return builder;
    }
}

internal static class RecommendationEndpoints
{
    internal static void MapRecommendations(this RouteGroupBuilder api) =>
        api.MapGet("/movies/{id}/recommendations", GetAsync)
            .WithName("GetRecommendations").WithTags("Movies").WithSummary("What to watch after a movie, and why")
            .CacheStoredData().WithServiceProblems().WithProblems(StatusCodes.Status404NotFound, StatusCodes.Status410Gone);

    private static async Task<JsonWithETag<MovieRecommendations>> GetAsync(
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
        TotalCount.Announce(context, page, response.TotalCount);
        return new(MovieRecommendations.From(response), CachingServices.MaxAge);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MovieRecommendations))]
internal sealed partial class RecommendationsJson : JsonSerializerContext;

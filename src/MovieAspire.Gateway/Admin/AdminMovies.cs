using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Paging;
using MovieAspire.Gateway.Parameters;
using Proto = MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Gateway.Admin;

/// <summary>A movie that wants an operator's eye.</summary>
/// <param name="Id">TMDB's id.</param>
/// <param name="Title">English title.</param>
/// <param name="ReleaseDate">YYYY-MM-DD.</param>
/// <param name="ImdbId">For example tt0111161; null when the providers know none.</param>
/// <param name="LastTmdbUpdate">When its details were fetched last; UTC, null for never.</param>
/// <param name="LastOmdbUpdate">When OMDb was asked last; UTC, null for never.</param>
/// <param name="IsFrozen">Not refreshed any more until it changes.</param>
/// <param name="Failures">Runs in which it failed since it succeeded last.</param>
/// <param name="LastError">Why it failed last.</param>
/// <param name="FailedAt">When; UTC.</param>
public sealed record MovieCondition(
    int Id, string Title, string? ReleaseDate, string? ImdbId, DateTime? LastTmdbUpdate, DateTime? LastOmdbUpdate, bool IsFrozen,
    int Failures, string? LastError, DateTime? FailedAt)
{
    internal static MovieCondition Example { get; } = new(
        238, "The Godfather", "1972-03-14", "tt0068646", new(2026, 3, 1, 2, 0, 0, DateTimeKind.Utc), null, false, 1,
        "TMDB answered 502.", new(2026, 3, 10, 2, 0, 0, DateTimeKind.Utc));

    internal static MovieCondition From(Proto.MovieCondition movie) => new(
        movie.Id, movie.Title, movie.ReleaseDate.OrNull(), movie.ImdbId.OrNull(), movie.LastTmdbUpdate.ToUtc(),
        movie.LastOmdbUpdate.ToUtc(), movie.IsFrozen, movie.Failures, movie.LastError.OrNull(), movie.FailedAt.ToUtc());
}

/// <summary>Movies as an operator looks at them: which need attention, and a refresh of one at once.</summary>
internal static class AdminMovies
{
    internal static void MapMovieStates(this RouteGroupBuilder admin)
    {
        admin.MapGet("/movies", ListAsync)
            .WithName("ListMoviesByState").WithSummary("Movies that are stale, frozen, failing, without an IMDb id or without details");

        admin.MapPost("/movies/{id}/refresh", RefreshAsync)
            .WithName("RefreshMovie").WithSummary("Fetches one movie anew from both providers, due or not")
            .WithProblems(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    /// <exception cref="Grpc.Core.RpcException">NOT_FOUND: the catalog has no such movie.</exception>
    internal static async Task FindAsync(int id, Catalog.CatalogClient catalog, CancellationToken cancellationToken) =>
        await catalog.GetMovieAsync(new() { Id = id }, cancellationToken: cancellationToken);

    private static async Task<JsonWithETag<IReadOnlyList<MovieCondition>>> ListAsync(
        [FromQuery(Name = "state"), Required, EnumNames<Proto.MovieState>, Description("Which movies.")] string? state,
        [AsParameters] PageQuery page, HttpContext context, Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken)
    {
        var request = new Proto.ListMoviesByStateRequest
        {
            State = EnumNames<Proto.MovieState>.ToValue(state), Limit = page.LimitOrDefault, Offset = OffsetCursor.OffsetOf(page),
            Count = page.IsCounted,
        };
        var response = await pipeline.ListMoviesByStateAsync(request, cancellationToken: cancellationToken);
        OffsetCursor.AnnounceNext(context, page, response.Movies.Count);
        TotalCount.Announce(context, page, response.TotalCount);
        return new([.. response.Movies.Select(MovieCondition.From)]);
    }

    private static async Task<Accepted<EnqueuedTask>> RefreshAsync(
        [FromRoute(Name = "id"), Range(1, int.MaxValue), Description("TMDB's id.")] int id,
        Proto.Pipeline.PipelineClient pipeline, Catalog.CatalogClient catalog, CancellationToken cancellationToken)
    {
        await FindAsync(id, catalog, cancellationToken);
        return await AdminEndpoints.StartAsync(
            "refresh-movie", pipeline, cancellationToken, ("movie_id", id.ToString(CultureInfo.InvariantCulture)));
    }
}

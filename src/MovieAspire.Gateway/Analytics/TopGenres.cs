using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Paging;
using Proto = MovieAspire.Contracts.Analytics.V1;

namespace MovieAspire.Gateway.Analytics;

/// <summary>One genre's numbers on one day.</summary>
/// <param name="Id">TMDB's id of the genre.</param>
/// <param name="Name">The English name.</param>
/// <param name="MovieCount">Movies of the genre in the catalog.</param>
/// <param name="AvgRating">Mean TMDB vote average of the movies with votes, 0 to 10.</param>
/// <param name="AvgPopularity">Mean of TMDB's popularity figure.</param>
/// <param name="TotalRevenue">US dollars, over the movies whose revenue is known.</param>
public sealed record GenreStats(
    int Id, string Name, long MovieCount, double AvgRating, double AvgPopularity, long TotalRevenue)
{
    internal static GenreStats Example { get; } = new(18, "Drama", 1_204, 6.7, 11.9, 41_000_000_000);

    internal static GenreStats From(Proto.GenreStats genre) => new(
        genre.Id, genre.Name, genre.MovieCount, genre.AvgRating, genre.AvgPopularity, genre.TotalRevenue);
}

internal static class TopGenresEndpoint
{
    internal static void MapTopGenres(this RouteGroupBuilder analytics) => analytics.MapGet("/top-genres", ListAsync)
        .WithName("GetTopGenres").WithSummary("Genres by number of movies")
        .WithProblems(StatusCodes.Status404NotFound);

    private static async Task<JsonWithETag<IReadOnlyList<GenreStats>>> ListAsync(
        [FromQuery(Name = "target_date"), Description("The day, YYYY-MM-DD; the newest computed one by default.")]
        DateOnly? targetDate,
        [AsParameters] PageQuery page, HttpContext context, Proto.Analytics.AnalyticsClient analytics,
        CancellationToken cancellationToken)
    {
        var request = new Proto.GetTopGenresRequest
        {
            TargetDate = targetDate.ToProto(), Limit = page.LimitOrDefault, Offset = OffsetCursor.OffsetOf(page),
        };
        var response = await analytics.GetTopGenresAsync(request, cancellationToken: cancellationToken);

        // The next page is of the same day, even when a newer one was computed meanwhile.
        OffsetCursor.AnnounceNext(context, page, response.Genres.Count, ("target_date", response.ComputedOn));
        TotalCount.Announce(context, page, response.TotalCount);
        return new([.. response.Genres.Select(GenreStats.From)], CachingServices.MaxAge);
    }
}

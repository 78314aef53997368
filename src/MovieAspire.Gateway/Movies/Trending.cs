using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Paging;
using Proto = MovieAspire.Contracts.Analytics.V1;

namespace MovieAspire.Gateway.Movies;

/// <summary>A movie's place among those that trend on one day.</summary>
/// <param name="Id">TMDB's id.</param>
/// <param name="Title">The English title.</param>
/// <param name="ReleaseDate">The first release.</param>
/// <param name="PosterPath">Path of the poster on TMDB's image server.</param>
/// <param name="Popularity">TMDB's popularity figure on that day.</param>
/// <param name="VoteAverage">Mean of the TMDB votes on that day, 0 to 10.</param>
/// <param name="VoteCount">Number of TMDB votes on that day.</param>
/// <param name="TrendingScore">0.4 * popularity + 0.3 * 20 * vote average + 0.3 * 10 * ln(votes + 1), by default.</param>
/// <param name="Rank">1 first.</param>
/// <param name="Momentum">The score minus that of seven days before; null when the movie was not ranked then.</param>
/// <param name="ComputedOn">The day, UTC.</param>
public sealed record TrendingMovie(
    int Id, string Title, DateOnly? ReleaseDate, string? PosterPath, double Popularity, double VoteAverage, int VoteCount,
    double TrendingScore, int Rank, double? Momentum, DateOnly ComputedOn)
{
    internal static TrendingMovie Example { get; } = new(
        603, "The Matrix", new(1999, 3, 30), "/aOIuZAjPaRIE6CMzbazvcHuHXDc.jpg", 83.4, 8.2, 26_300, 113.1, 4, 2.6, new(2026, 3, 10));

    internal static TrendingMovie From(Proto.TrendingMovie movie, DateOnly day) => new(
        movie.Id, movie.Title, movie.ReleaseDate.ToDate(), movie.PosterPath.OrNull(), movie.Popularity, movie.VoteAverage,
        movie.VoteCount, movie.TrendingScore, movie.Rank, movie.HasMomentum ? movie.Momentum : null, day);
}

internal static class TrendingEndpoints
{
    internal static void MapTrending(this RouteGroupBuilder movies) => movies.MapGet("/trending", ListAsync)
        .WithName("GetTrending").WithSummary("The movies that trend on a day, best first")
        .WithProblems(StatusCodes.Status404NotFound);

    private static async Task<JsonWithETag<IReadOnlyList<TrendingMovie>>> ListAsync(
        [FromQuery(Name = "date"), Description("The day, YYYY-MM-DD; the newest computed one by default.")] DateOnly? date,
        [AsParameters] PageQuery page, HttpContext context, Proto.Analytics.AnalyticsClient analytics,
        CancellationToken cancellationToken)
    {
        var request = new Proto.GetTrendingRequest
        {
            Date = date.ToProto(), Limit = page.LimitOrDefault, Offset = OffsetCursor.OffsetOf(page),
        };
        var response = await analytics.GetTrendingAsync(request, cancellationToken: cancellationToken);

        // The next page is of the same day, even when a newer one was computed meanwhile.
        OffsetCursor.AnnounceNext(context, page, response.Movies.Count, ("date", response.ComputedOn));
        TotalCount.Announce(context, page, response.TotalCount);
        var day = response.ComputedOn.ToDate()!.Value;
        return new([.. response.Movies.Select(movie => TrendingMovie.From(movie, day))], CachingServices.MaxAge);
    }
}

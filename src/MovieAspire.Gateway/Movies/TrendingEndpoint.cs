using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Answers;
using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Analytics.V1;

namespace MovieAspire.Gateway.Movies;

internal static class TrendingEndpoint
{
    internal static async Task<Stored<IReadOnlyList<TrendingMovie>>> GetAsync(
        [FromQuery(Name = "date"), Description("The day, YYYY-MM-DD; the newest computed one by default.")] DateOnly? date,
        [AsParameters] PageQuery page, HttpContext context, Proto.Analytics.AnalyticsClient analytics,
        CancellationToken cancellationToken)
    {
        var request = new Proto.GetTrendingRequest
        {
            Date = date?.ToString("O", CultureInfo.InvariantCulture) ?? "",
            Limit = page.LimitOrDefault,
            Offset = OffsetCursor.OffsetOf(page),
        };
        var response = await analytics.GetTrendingAsync(request, cancellationToken: cancellationToken);

        // The next page is of the same day, even when a newer one was computed meanwhile.
        OffsetCursor.AnnounceNext(context, page, response.Movies.Count, ("date", response.ComputedOn));
        var day = Known.Date(response.ComputedOn)!.Value;
        return new([.. response.Movies.Select(movie => ToTrendingMovie(movie, day))], AnswerCache.MaxAge);
    }

    private static TrendingMovie ToTrendingMovie(Proto.TrendingMovie movie, DateOnly day) => new(
        movie.Id, movie.Title, Known.Date(movie.ReleaseDate), Known.Text(movie.PosterPath), movie.Popularity,
        movie.VoteAverage, movie.VoteCount, movie.TrendingScore, movie.Rank,
        movie.HasMomentum ? movie.Momentum : null, day);
}

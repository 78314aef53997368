using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Answers;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Analytics.V1;

namespace MovieAspire.Gateway.Analytics;

internal static class AnalyticsEndpoints
{
    internal static void MapAnalytics(this RouteGroupBuilder api)
    {
        var analytics = api.MapGroup("/analytics").WithTags("Analytics").KeepAnswers().WithProblems(
            StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout);

        analytics.MapGet("/top-genres", TopGenresAsync)
            .WithName("GetTopGenres").WithSummary("Genres by number of movies")
            .WithProblems(StatusCodes.Status404NotFound);

        analytics.MapGet("/ratings-by-decade", RatingsByDecadeAsync)
            .WithName("GetRatingsByDecade").WithSummary("How the movies of each decade are rated, oldest first")
            .WithProblems(StatusCodes.Status404NotFound);

        analytics.MapGet("/freshness", FreshnessAsync)
            .WithName("GetFreshness").WithSummary("How old the catalog's data is, by age class of the refresh policy");

        analytics.MapGet("/coverage", CoverageAsync)
            .WithName("GetCoverage").WithSummary("How many movies have which data");
    }

    private static async Task<Stored<IReadOnlyList<GenreStats>>> TopGenresAsync(
        [FromQuery(Name = "target_date"), Description("The day, YYYY-MM-DD; the newest computed one by default.")]
        DateOnly? targetDate,
        [AsParameters] PageQuery page, HttpContext context, Proto.Analytics.AnalyticsClient analytics,
        CancellationToken cancellationToken)
    {
        var request = new Proto.GetTopGenresRequest
        {
            TargetDate = targetDate?.ToString("O", CultureInfo.InvariantCulture) ?? "",
            Limit = page.LimitOrDefault,
            Offset = OffsetCursor.OffsetOf(page),
        };
        var response = await analytics.GetTopGenresAsync(request, cancellationToken: cancellationToken);

        // The next page is of the same day, even when a newer one was computed meanwhile.
        OffsetCursor.AnnounceNext(context, page, response.Genres.Count, ("target_date", response.ComputedOn));
        return new([.. response.Genres.Select(ToGenreStats)], AnswerCache.MaxAge);
    }

    private static async Task<Stored<IReadOnlyList<DecadeRatings>>> RatingsByDecadeAsync(
        Proto.Analytics.AnalyticsClient analytics, CancellationToken cancellationToken)
    {
        var response = await analytics.GetRatingsByDecadeAsync(new(), cancellationToken: cancellationToken);
        return new(
            [.. response.Decades.Select(decade => new DecadeRatings(decade.Decade, decade.AvgRating, decade.MovieCount))],
            AnswerCache.MaxAge);
    }

    private static async Task<Stored<Freshness>> FreshnessAsync(
        Proto.Analytics.AnalyticsClient analytics, CancellationToken cancellationToken) =>
        new(CatalogStateMapping.ToFreshness(await analytics.GetFreshnessAsync(new(), cancellationToken: cancellationToken)));

    private static async Task<Stored<Coverage>> CoverageAsync(
        Proto.Analytics.AnalyticsClient analytics, CancellationToken cancellationToken) =>
        new(CatalogStateMapping.ToCoverage(await analytics.GetCoverageAsync(new(), cancellationToken: cancellationToken)));

    private static GenreStats ToGenreStats(Proto.GenreStats genre) => new(
        genre.Id, genre.Name, genre.MovieCount, genre.AvgRating, genre.AvgPopularity, genre.TotalRevenue);
}

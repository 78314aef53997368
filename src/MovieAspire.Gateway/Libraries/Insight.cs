using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Libraries.V1;

namespace MovieAspire.Gateway.Libraries;

/// <summary>A year of viewings.</summary>
/// <param name="Year">The year.</param>
/// <param name="Films">Films that were seen.</param>
/// <param name="Viewings">All viewings; a film without a diary entry counts once.</param>
/// <param name="Hours">Hours of all viewings.</param>
/// <param name="Rewatches">Viewings that were not the first.</param>
/// <param name="AverageRating">The person's, 0.5 to 5; null where none is rated.</param>
/// <param name="Months">01 to 12.</param>
/// <param name="Days">2024-03-05; days without a viewing are left out.</param>
/// <param name="Genres">Genres.</param>
/// <param name="Countries">Countries of production.</param>
/// <param name="Directors">Directors.</param>
/// <param name="Actors">Actors.</param>
/// <param name="HighestRated">The highest rated.</param>
/// <param name="First">The first one.</param>
/// <param name="Last">The last one.</param>
/// <param name="Longest">The longest.</param>
/// <param name="MostObscure">With the fewest votes.</param>
/// <param name="NewReleases">Released in the year or the one before.</param>
/// <param name="LongestStreakDays">Days in a row with a viewing.</param>
/// <param name="RatingDistribution">0.5 to 5.0.</param>
/// <param name="Years">All years with viewings.</param>
public sealed record YearReview(
    int Year, long Films, long Viewings, double Hours, long Rewatches, double? AverageRating, IReadOnlyList<KeyCount> Months,
    IReadOnlyList<KeyCount> Days, IReadOnlyList<RatedKeyCount> Genres, IReadOnlyList<RatedKeyCount> Countries, IReadOnlyList<RankedPerson> Directors, IReadOnlyList<RankedPerson> Actors,
    IReadOnlyList<LibraryFact> HighestRated, LibraryFact? First, LibraryFact? Last, LibraryFact? Longest, LibraryFact? MostObscure, long NewReleases,
    int LongestStreakDays, IReadOnlyList<KeyCount> RatingDistribution, IReadOnlyList<int> Years)
{
    internal static YearReview Example { get; } = From(new() { Year = 2023, Films = 120, Viewings = 124, Hours = 231.5, AverageRating = 3.6, Years = { 2022, 2023 } });

    internal static YearReview From(Proto.YearInReview year) => new(
        year.Year, year.Films, year.Viewings, year.Hours, year.Rewatches, year.HasAverageRating ? year.AverageRating : null, KeyCount.From(year.Months),
        KeyCount.From(year.Days), RatedKeyCount.From(year.Genres), RatedKeyCount.From(year.Countries), RankedPerson.From(year.Directors), RankedPerson.From(year.Actors),
        LibraryFact.From(year.HighestRated), LibraryFact.Of(year.First), LibraryFact.Of(year.Last), LibraryFact.Of(year.Longest),
        LibraryFact.Of(year.MostObscure), year.NewReleases, year.LongestStreakDays, KeyCount.From(year.RatingDistribution), year.Years);
}

/// <summary>What the person may like.</summary>
/// <param name="ComputedAt">UTC.</param>
/// <param name="Signals">Films that are rated or liked.</param>
/// <param name="Basis">personal, or popular below five signals.</param>
/// <param name="Note">Why it is not personal; null when it is.</param>
/// <param name="Recommendations">The best first.</param>
public sealed record PersonalRecommendations(
    DateTime? ComputedAt, long Signals, string Basis, string? Note, IReadOnlyList<PersonalRecommendation> Recommendations)
{
    internal static PersonalRecommendations Example { get; } = new(
        new(2026, 3, 10, 12, 0, 9, DateTimeKind.Utc), 233, "personal", null,
        [new(335984, "Blade Runner 2049", new(2017, 10, 4), 7.6, 13_000, null, 4.21, 4.2, false, [new("director", ["Denis Villeneuve"], ["Arrival"])])]);

    internal static PersonalRecommendations From(Proto.PersonalRecommendations list) => new(
        list.ComputedAt.ToUtc(), list.Signals, list.Basis, list.Note.OrNull(),
        [.. list.Recommendations.Select(movie => new PersonalRecommendation(
            movie.Id, movie.Title, movie.ReleaseDate.ToDate(), movie.VoteAverage, movie.VoteCount, movie.PosterPath.OrNull(), movie.Score,
            movie.HasPredictedRating ? movie.PredictedRating : null, movie.InWatchlist,
            [.. movie.Reasons.Select(reason => new PersonalReason(reason.Kind, reason.Names, reason.BecauseOf))]))]);
}

/// <summary>Personal recommendation.</summary>
/// <param name="TmdbId">The movie.</param>
/// <param name="Title">The title.</param>
/// <param name="ReleaseDate">Of the movie.</param>
/// <param name="VoteAverage">Mean of the TMDB votes, 0 to 10.</param>
/// <param name="VoteCount">Number of TMDB votes.</param>
/// <param name="PosterPath">Path on TMDB's image server.</param>
/// <param name="Score">Falls along the list.</param>
/// <param name="PredictedRating">0.5 to 5.</param>
/// <param name="InWatchlist">Whether it is on the watchlist.</param>
/// <param name="Reasons">The strongest first.</param>
public sealed record PersonalRecommendation(
    int TmdbId, string Title, DateOnly? ReleaseDate, double VoteAverage, int VoteCount, string? PosterPath, double Score, double? PredictedRating,
    bool InWatchlist, IReadOnlyList<PersonalReason> Reasons);

/// <summary>Personal reason.</summary>
/// <param name="Kind">collection, director, cast, crew, keywords, genres, story, liked_together, similar_list or popular.</param>
/// <param name="Names">What is shared.</param>
/// <param name="BecauseOf">Films of the library that speak for it.</param>
public sealed record PersonalReason(string Kind, IReadOnlyList<string> Names, IReadOnlyList<string> BecauseOf);

/// <summary>The watchlist, the highest predicted rating first.</summary>
/// <param name="ComputedAt">UTC.</param>
/// <param name="Movies">Not seen yet.</param>
public sealed record RankedWatchlist(DateTime? ComputedAt, IReadOnlyList<WatchlistMovie> Movies)
{
    internal static RankedWatchlist Example { get; } = new(
        new(2026, 3, 10, 12, 0, 9, DateTimeKind.Utc), [new(4713, 335984, "Blade Runner 2049", 2017, 4.2, 7.6, 13_000, 164, ["Science Fiction"], null, new(2024, 1, 2), ["Arrival"])]);

    internal static RankedWatchlist From(Proto.Watchlist list) => new(
        list.ComputedAt.ToUtc(),
        [.. list.Films.Select(film => new WatchlistMovie(
            film.FilmId, film.TmdbId, film.Title, film.HasYear ? film.Year : null, film.PredictedRating, film.HasVoteAverage ? film.VoteAverage : null,
            film.HasVoteCount ? film.VoteCount : null, film.HasRuntime ? film.Runtime : null, film.Genres, film.PosterPath.OrNull(), film.AddedOn.ToDate(), film.BecauseOf))]);
}

/// <summary>Watchlist movie.</summary>
/// <param name="Entry">The film's id in its library.</param>
/// <param name="TmdbId">TMDB's id.</param>
/// <param name="Title">The title.</param>
/// <param name="Year">The year.</param>
/// <param name="PredictedRating">0.5 to 5.</param>
/// <param name="VoteAverage">Mean of the TMDB votes, 0 to 10.</param>
/// <param name="VoteCount">Number of TMDB votes.</param>
/// <param name="Runtime">Minutes.</param>
/// <param name="Genres">Genres.</param>
/// <param name="PosterPath">Path on TMDB's image server.</param>
/// <param name="AddedOn">When it was put on the watchlist.</param>
/// <param name="BecauseOf">Liked films with the same director or cast.</param>
public sealed record WatchlistMovie(
    long Entry, int TmdbId, string Title, int? Year, double PredictedRating, double? VoteAverage, int? VoteCount, int? Runtime, IReadOnlyList<string> Genres,
    string? PosterPath, DateOnly? AddedOn, IReadOnlyList<string> BecauseOf);

/// <summary>Two libraries beside each other.</summary>
/// <param name="BothSeen">Movies that both have seen.</param>
/// <param name="BothRated">Movies that both have rated.</param>
/// <param name="OnlyFirst">Seen by the first alone.</param>
/// <param name="OnlySecond">Seen by the second alone.</param>
/// <param name="Overlap">0 to 1: what both have seen, of what either has.</param>
/// <param name="Agreement">100 less 25 for each star that the ratings differ by on average; null below three films.</param>
/// <param name="Correlation">Of the ratings.</param>
/// <param name="Difference">Mean of the first's rating less the second's.</param>
/// <param name="AgreedFavourites">Both like them.</param>
/// <param name="Disagreements">The ratings differ most.</param>
/// <param name="FromFirst">The first likes them, the second has not seen them.</param>
/// <param name="FromSecond">The second likes them, the first has not seen them.</param>
/// <param name="ToWatchTogether">On both watchlists.</param>
public sealed record LibraryComparison(
    long BothSeen, long BothRated, long OnlyFirst, long OnlySecond, double Overlap, double? Agreement, double? Correlation, double? Difference,
    IReadOnlyList<ComparedMovie> AgreedFavourites, IReadOnlyList<ComparedMovie> Disagreements, IReadOnlyList<ComparedMovie> FromFirst,
    IReadOnlyList<ComparedMovie> FromSecond, IReadOnlyList<ComparedMovie> ToWatchTogether)
{
    internal static LibraryComparison Example { get; } = new(
        180, 120, 228, 1_499, 0.0944, 81.5, 0.52, -0.21, [new(329865, "Arrival", 2016, 4.5, 5, null)], [], [], [], []);

    internal static LibraryComparison From(Proto.Comparison comparison) => new(
        comparison.BothSeen, comparison.BothRated, comparison.OnlyFirst, comparison.OnlySecond, comparison.Overlap,
        comparison.HasAgreement ? comparison.Agreement : null, comparison.HasCorrelation ? comparison.Correlation : null,
        comparison.HasDifference ? comparison.Difference : null, ComparedMovie.From(comparison.AgreedFavourites), ComparedMovie.From(comparison.Disagreements),
        ComparedMovie.From(comparison.FromFirst), ComparedMovie.From(comparison.FromSecond), ComparedMovie.From(comparison.ToWatchTogether));
}

/// <summary>Compared movie.</summary>
/// <param name="TmdbId">TMDB's id.</param>
/// <param name="Title">The title.</param>
/// <param name="Year">The year.</param>
/// <param name="FirstRating">0.5 to 5.</param>
/// <param name="SecondRating">0.5 to 5.</param>
/// <param name="PosterPath">Path on TMDB's image server.</param>
public sealed record ComparedMovie(int TmdbId, string Title, int? Year, double? FirstRating, double? SecondRating, string? PosterPath)
{
    internal static IReadOnlyList<ComparedMovie> From(IEnumerable<Proto.ComparedFilm> films) => [.. films.Select(film => new ComparedMovie(
        film.TmdbId, film.Title, film.HasYear ? film.Year : null, film.HasFirstRating ? film.FirstRating : null,
        film.HasSecondRating ? film.SecondRating : null, film.PosterPath.OrNull()))];
}

internal static class InsightEndpoints
{
    internal static void MapInsight(this RouteGroupBuilder session)
    {
        session.MapGet("/stats", StatsAsync).WithName("GetLibraryStatistics").WithSummary("What a library says; 404 until its session was completed once");
        session.MapGet("/year/{yyyy}", YearAsync).WithName("GetLibraryYear").WithSummary("A year of viewings");
        session.MapGet("/recommendations", RecommendationsAsync).WithName("GetPersonalRecommendations").WithSummary("What the person may like, and why");
        session.MapGet("/watchlist", WatchlistAsync).WithName("GetLibraryWatchlist").WithSummary("The watchlist by predicted rating");
        session.MapGet("/compare", CompareAsync).WithName("CompareLibraries").WithSummary("The agreement of two libraries; needs both owners' tokens")
            .WithProblems(StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden);
    }

    private static async Task<JsonWithETag<LibraryStatistics>> StatsAsync(
        [FromRoute(Name = "id"), Description("The session.")] Guid id, Proto.Libraries.LibrariesClient libraries, CancellationToken cancellationToken) =>
        new(LibraryStatistics.From(await libraries.GetStatsAsync(new() { SessionId = id.ToString() }, cancellationToken: cancellationToken)));

    private static async Task<JsonWithETag<YearReview>> YearAsync(
        [FromRoute(Name = "id"), Description("The session.")] Guid id,
        [FromRoute(Name = "yyyy"), Range(1870, 2200), Description("The year of the viewings.")] int year,
        Proto.Libraries.LibrariesClient libraries, CancellationToken cancellationToken) =>
        new(YearReview.From(await libraries.GetYearAsync(new() { SessionId = id.ToString(), Year = year }, cancellationToken: cancellationToken)));

    private static async Task<JsonWithETag<PersonalRecommendations>> RecommendationsAsync(
        [FromRoute(Name = "id"), Description("The session.")] Guid id,
        [FromQuery(Name = "limit"), Range(1, 100), DefaultValue(20), Description("Movies.")] int? limit,
        [FromQuery(Name = "include_watchlist"), DefaultValue(false), Description("Movies of the watchlist too.")] bool? includeWatchlist,
        Proto.Libraries.LibrariesClient libraries, CancellationToken cancellationToken)
    {
        var request = new Proto.GetPersonalRecommendationsRequest { SessionId = id.ToString(), Limit = limit ?? 0, IncludeWatchlist = includeWatchlist ?? false };
        return new(PersonalRecommendations.From(await libraries.GetRecommendationsAsync(request, cancellationToken: cancellationToken)));
    }

    private static async Task<JsonWithETag<RankedWatchlist>> WatchlistAsync(
        [FromRoute(Name = "id"), Description("The session.")] Guid id, Proto.Libraries.LibrariesClient libraries, CancellationToken cancellationToken) =>
        new(RankedWatchlist.From(await libraries.GetWatchlistAsync(new() { SessionId = id.ToString() }, cancellationToken: cancellationToken)));

    private static async Task<LibraryComparison> CompareAsync(
        [FromRoute(Name = "id"), Description("The session.")] Guid id,
        [FromQuery(Name = "with"), Description("The other session.")] Guid with,
        [FromHeader(Name = OwnerToken.Header), Description(OwnerToken.Description)] string? token,
        [FromHeader(Name = OwnerToken.OtherHeader), Description("The owner token of the other session.")] string? withToken,
        HttpRequest http, Proto.Libraries.LibrariesClient libraries, CancellationToken cancellationToken)
    {
        var request = new Proto.CompareRequest { SessionId = id.ToString(), OwnerToken = OwnerToken.Of(http, token), WithSessionId = with.ToString(), WithOwnerToken = withToken ?? "" };
        return LibraryComparison.From(await libraries.CompareAsync(request, cancellationToken: cancellationToken));
    }
}

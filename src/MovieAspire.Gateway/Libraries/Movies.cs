using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Paging;
using MovieAspire.Gateway.Parameters;
using Proto = MovieAspire.Contracts.Libraries.V1;

namespace MovieAspire.Gateway.Libraries;

/// <summary>A film of a library, with the movie that it is.</summary>
public sealed record LibraryMovie
{
    /// <summary>The film's id in its library.</summary>
    public required long Entry { get; init; }
    /// <summary>As Letterboxd has it.</summary>
    public required string Title { get; init; }
    /// <summary>As Letterboxd has it.</summary>
    public required int? Year { get; init; }
    /// <summary>0.5 to 5: the newest of the diary, else of ratings.csv.</summary>
    public required double? Rating { get; init; }
    /// <summary>diary or ratings.</summary>
    public required string? RatingSource { get; init; }
    /// <summary>The newest viewing.</summary>
    public required DateOnly? WatchedDate { get; init; }
    /// <summary>Whether any viewing was a rewatch.</summary>
    public required bool Rewatch { get; init; }
    /// <summary>Of all viewings.</summary>
    public required IReadOnlyList<string> Tags { get; init; }
    /// <summary>Of the newest viewing that has one; plain text.</summary>
    public required string? Review { get; init; }
    /// <summary>Whether that review tells the plot.</summary>
    public required bool Spoilers { get; init; }
    /// <summary>The film at Letterboxd; null for one that only the diary names.</summary>
    public required string? LetterboxdUri { get; init; }
    /// <summary>Whether it was seen.</summary>
    public required bool Watched { get; init; }
    /// <summary>Whether it is on the watchlist.</summary>
    public required bool Watchlist { get; init; }
    /// <summary>Whether it is liked.</summary>
    public required bool Liked { get; init; }
    /// <summary>The newest first.</summary>
    public required IReadOnlyList<LibraryViewing> Viewings { get; init; }
    /// <summary>Names.</summary>
    public required IReadOnlyList<string> Genres { get; init; }
    /// <summary>Names.</summary>
    public required IReadOnlyList<string> Directors { get; init; }
    /// <summary>The first ten.</summary>
    public required IReadOnlyList<string> Cast { get; init; }
    /// <summary>Minutes.</summary>
    public required int? Runtime { get; init; }
    /// <summary>Mean of the TMDB votes, 0 to 10.</summary>
    public required double? VoteAverage { get; init; }
    /// <summary>Number of TMDB votes.</summary>
    public required int? VoteCount { get; init; }
    /// <summary>The movie; null until the film is matched.</summary>
    public required int? TmdbId { get; init; }
    /// <summary>Whether the movie's details are there.</summary>
    public required bool TmdbEnriched { get; init; }
    /// <summary>For example tt0133093.</summary>
    public required string? ImdbId { get; init; }
    /// <summary>Of the movie.</summary>
    public required DateOnly? ReleaseDate { get; init; }
    /// <summary>Of the movie.</summary>
    public required string? Overview { get; init; }
    /// <summary>Path on TMDB's image server.</summary>
    public required string? PosterPath { get; init; }
    /// <summary>pending, matched, review, unmatched, series or dismissed.</summary>
    public required string MatchState { get; init; }
    /// <summary>strong, medium, low or none.</summary>
    public required string MatchLevel { get; init; }

    internal static LibraryMovie Example { get; } = From(new Proto.Film
    {
        Id = 4711, Title = "Arrival", Year = 2016, Rating = 4.5, RatingSource = "diary", WatchedDate = "2023-07-14", Rewatch = true, Tags = { "cinema" },
        LetterboxdUri = "https://boxd.it/aTS6", Watched = true, Viewings = { new Proto.Viewing { WatchedDate = "2023-07-14", Rating = 4.5, Rewatch = true, Tags = { "cinema" } } },
        Genres = { "Drama", "Science Fiction" }, Directors = { "Denis Villeneuve" }, Cast = { "Amy Adams", "Jeremy Renner" }, Runtime = 116, VoteAverage = 7.6,
        VoteCount = 17_000, TmdbId = 329865, TmdbEnriched = true, ImdbId = "tt2543164", ReleaseDate = "2016-11-10", MatchState = Proto.MatchState.Matched,
        MatchLevel = Proto.MatchLevel.Strong,
    });

    internal static LibraryMovie From(Proto.Film film) => new()
    {
        Entry = film.Id, Title = film.Title, Year = film.HasYear ? film.Year : null, Rating = film.HasRating ? film.Rating : null,
        RatingSource = film.RatingSource.OrNull(), WatchedDate = film.WatchedDate.ToDate(), Rewatch = film.Rewatch, Tags = film.Tags,
        Review = film.Review.OrNull(), Spoilers = film.HasSpoilers, LetterboxdUri = film.LetterboxdUri.OrNull(), Watched = film.Watched,
        Watchlist = film.Watchlist, Liked = film.Liked,
        Viewings = [.. film.Viewings.Select(viewing => new LibraryViewing(
            viewing.WatchedDate.ToDate(), viewing.HasRating ? viewing.Rating : null, viewing.Rewatch, viewing.Tags, viewing.Review.OrNull(), viewing.HasSpoilers))],
        Genres = film.Genres, Directors = film.Directors, Cast = film.Cast, Runtime = film.HasRuntime ? film.Runtime : null,
        VoteAverage = film.HasVoteAverage ? film.VoteAverage : null, VoteCount = film.HasVoteCount ? film.VoteCount : null,
        TmdbId = film.HasTmdbId ? film.TmdbId : null, TmdbEnriched = film.TmdbEnriched, ImdbId = film.ImdbId.OrNull(),
        ReleaseDate = film.ReleaseDate.ToDate(), Overview = film.Overview.OrNull(), PosterPath = film.PosterPath.OrNull(),
        MatchState = EnumNames<Proto.MatchState>.ToName(film.MatchState), MatchLevel = EnumNames<Proto.MatchLevel>.ToName(film.MatchLevel),
    };
}

/// <summary>A viewing of a film.</summary>
/// <param name="WatchedDate">Null where none was noted.</param>
/// <param name="Rating">0.5 to 5.</param>
/// <param name="Rewatch">Whether it was not the first.</param>
/// <param name="Tags">The person's own.</param>
/// <param name="Review">Plain text.</param>
/// <param name="Spoilers">Whether the review tells the plot.</param>
public sealed record LibraryViewing(DateOnly? WatchedDate, double? Rating, bool Rewatch, IReadOnlyList<string> Tags, string? Review, bool Spoilers);

/// <summary>Which films of a library, in which order. All conditions must hold.</summary>
internal sealed record LibraryMovieQuery
{
    [FromQuery(Name = "skip"), Range(0, int.MaxValue), Description("Films to skip; cursor is faster.")]
    public int? Skip { get; init; }

    [FromQuery(Name = "limit"), Range(1, 1_000), DefaultValue(100), Description("Films on a page.")]
    public int? Limit { get; init; }

    [FromQuery(Name = "cursor"), MaxLength(4_000), Description("Of the Link header of the page before.")]
    public string? Cursor { get; init; }

    [FromQuery(Name = "year"), Range(1850, 2200), Description("Year of the first release.")]
    public int? Year { get; init; }

    [FromQuery(Name = "year_from"), Range(1850, 2200), Description("Released in this year or later.")]
    public int? YearFrom { get; init; }

    [FromQuery(Name = "year_to"), Range(1850, 2200), Description("Released in this year or earlier.")]
    public int? YearTo { get; init; }

    [FromQuery(Name = "rating"), Range(0.5, 5.0), Description("The person's rating.")]
    public double? Rating { get; init; }

    [FromQuery(Name = "min_rating"), Range(0.5, 5.0), Description("Smallest rating of the person.")]
    public double? MinRating { get; init; }

    [FromQuery(Name = "genre"), MaxLength(200), Description("By name, in any case.")]
    public string? Genre { get; init; }

    [FromQuery(Name = "director"), MaxLength(200), Description("By name, in any case.")]
    public string? Director { get; init; }

    [FromQuery(Name = "title"), MaxLength(200), Description("Part of the title.")]
    public string? Title { get; init; }

    [FromQuery(Name = "state"), EnumNames<Proto.MatchState>, Description("Only films whose match is in this state.")]
    public string? State { get; init; }

    [FromQuery(Name = "unmatched"), Description("Only films without a movie, or only those with one.")]
    public bool? Unmatched { get; init; }

    [FromQuery(Name = "watched"), Description("Only films that were seen, or only others.")]
    public bool? Watched { get; init; }

    [FromQuery(Name = "watchlist"), Description("Only films on the watchlist, or only others.")]
    public bool? Watchlist { get; init; }

    [FromQuery(Name = "liked"), Description("Only liked films, or only others.")]
    public bool? Liked { get; init; }

    [FromQuery(Name = "list"), MaxLength(200), Description("Only films of the list with this name, in its order.")]
    public string? List { get; init; }

    [FromQuery(Name = "watched_year"), Range(1870, 2200), Description("Seen in this year.")]
    public int? WatchedYear { get; init; }

    [FromQuery(Name = "sort"), EnumNames<Proto.FilmSort>, Description("Field and direction; the last one logged first without.")]
    public string? Sort { get; init; }

    internal Proto.ListFilmsRequest ToRequest(Guid session)
    {
        var filter = new Proto.FilmFilter
        {
            Genre = Genre ?? "", Director = Director ?? "", Title = Title ?? "", List = List ?? "", State = EnumNames<Proto.MatchState>.ToValue(State),
        };
        if (Year is { } year)
            filter.Year = year;
        if (YearFrom is { } yearFrom)
            filter.YearFrom = yearFrom;
        if (YearTo is { } yearTo)
            filter.YearTo = yearTo;
        if (Rating is { } rating)
            filter.Rating = rating;
        if (MinRating is { } minRating)
            filter.MinRating = minRating;
        if (Unmatched is { } unmatched)
            filter.Unmatched = unmatched;
        if (Watched is { } watched)
            filter.Watched = watched;
        if (Watchlist is { } watchlist)
            filter.Watchlist = watchlist;
        if (Liked is { } liked)
            filter.Liked = liked;
        if (WatchedYear is { } watchedYear)
            filter.WatchedYear = watchedYear;
        return new()
        {
            SessionId = session.ToString(), Limit = Limit ?? 0, Skip = Skip ?? 0, Cursor = Cursor ?? "", Filter = filter,
            Sort = EnumNames<Proto.FilmSort>.ToValue(Sort),
        };
    }
}

internal static class LibraryMovieEndpoints
{
    internal static void MapLibraryMovies(this RouteGroupBuilder session) =>
        session.MapGet("/movies", ListAsync).WithName("ListLibraryMovies")
            .WithSummary("The films of a library, each once, with their movies; X-Total-Count has how many pass the filters");

    private static async Task<JsonWithETag<IReadOnlyList<LibraryMovie>>> ListAsync(
        [FromRoute(Name = "id"), Description("The session.")] Guid id, [AsParameters] LibraryMovieQuery query, HttpContext context,
        Proto.Libraries.LibrariesClient libraries, CancellationToken cancellationToken)
    {
        var response = await libraries.ListFilmsAsync(query.ToRequest(id), cancellationToken: cancellationToken);
        context.Response.Headers[TotalCount.Header] = response.TotalCount.ToString(CultureInfo.InvariantCulture);
        NextLink.Announce(context, response.NextCursor);
        return new([.. response.Films.Select(LibraryMovie.From)]);
    }
}

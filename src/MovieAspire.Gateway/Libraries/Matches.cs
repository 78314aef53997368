using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Paging;
using MovieAspire.Gateway.Parameters;
using MovieAspire.ServiceDefaults.Errors;
using Proto = MovieAspire.Contracts.Libraries.V1;

namespace MovieAspire.Gateway.Libraries;

/// <summary>How a film was matched, as it was decided.</summary>
/// <param name="Entry">The film's id in its library.</param>
/// <param name="Title">As Letterboxd has it.</param>
/// <param name="Year">As Letterboxd has it.</param>
/// <param name="LetterboxdUri">The film at Letterboxd.</param>
/// <param name="State">pending, matched, review, unmatched, series or dismissed.</param>
/// <param name="Level">strong, medium, low or none.</param>
/// <param name="TmdbId">Of the movie that was taken.</param>
/// <param name="Method">choice, majority, title-year, premiere-year, near-year, alternative-title, no-year, search or search-page-2.</param>
/// <param name="RuleVersion">Of the rules that decided.</param>
/// <param name="Score">0 to 1, of the best candidate.</param>
/// <param name="Gap">To the next one.</param>
/// <param name="Message">For people: why it is matched, or why not.</param>
/// <param name="Candidates">The best first.</param>
/// <param name="DecidedAt">UTC.</param>
public sealed record FilmMatch(
    long Entry, string Title, int? Year, string? LetterboxdUri, string State, string Level, int? TmdbId, string? Method, int RuleVersion,
    double Score, double Gap, string Message, IReadOnlyList<MatchCandidate> Candidates, DateTime? DecidedAt)
{
    internal static FilmMatch Example { get; } = new(
        4712, "The Mummy", 1999, "https://boxd.it/2aKO", "matched", "strong", 564, "title-year", 1, 1, 0.4, "The Mummy (1999): The Mummy = The Mummy, 1999 = 1999.",
        [
            new(564, "The Mummy", "The Mummy", new(1999, 4, 16), 1999, 9_000, 40, "/yhIsVvcUm7QxzLfT6HW2wLf5ajY.jpg", "catalog", 1,
                [new("title", 1, 6, "The Mummy = The Mummy"), new("year", 1, 4, "1999 = 1999")], [], "movie"),
            new(282035, "The Mummy", "The Mummy", new(2017, 6, 6), 2017, 7_000, 30, null, "catalog", 0.6,
                [new("title", 1, 6, "The Mummy = The Mummy"), new("year", 0, 4, "1999 and 2017")], [new("year-differs", "The years differ: 1999 and 2017.")], "movie"),
        ],
        new(2026, 3, 10, 12, 0, 5, DateTimeKind.Utc));

    internal static FilmMatch From(Proto.Match match) => new(
        match.FilmId, match.Name, match.HasYear ? match.Year : null, match.LetterboxdUri.OrNull(), EnumNames<Proto.MatchState>.ToName(match.State),
        EnumNames<Proto.MatchLevel>.ToName(match.Level), match.HasTmdbId ? match.TmdbId : null, match.Method.OrNull(), match.RuleVersion, match.Score,
        match.Gap, match.Message, [.. match.Candidates.Select(MatchCandidate.From)], match.DecidedAt.ToUtc());
}

/// <summary>A movie, or a series, that a film may be.</summary>
/// <param name="TmdbId">TMDB's id.</param>
/// <param name="Title">The title.</param>
/// <param name="OriginalTitle">In its own language.</param>
/// <param name="ReleaseDate">Of the movie.</param>
/// <param name="PremiereYear">Of the earliest showing.</param>
/// <param name="VoteCount">Number of TMDB votes.</param>
/// <param name="Popularity">TMDB's figure.</param>
/// <param name="PosterPath">Path on TMDB's image server.</param>
/// <param name="Source">catalog or tmdb.</param>
/// <param name="Score">0 to 1: the weighted mean of the evidence.</param>
/// <param name="Evidence">What speaks for it.</param>
/// <param name="Refusals">Why it was not taken.</param>
/// <param name="MediaType">movie or tv.</param>
public sealed record MatchCandidate(
    int TmdbId, string Title, string OriginalTitle, DateOnly? ReleaseDate, int? PremiereYear, int VoteCount, double Popularity, string? PosterPath,
    string Source, double Score, IReadOnlyList<MatchEvidence> Evidence, IReadOnlyList<MatchRefusal> Refusals, string MediaType)
{
    internal static MatchCandidate From(Proto.Candidate candidate) => new(
        candidate.TmdbId, candidate.Title, candidate.OriginalTitle, candidate.ReleaseDate.ToDate(),
        candidate.HasPremiereYear ? candidate.PremiereYear : null, candidate.VoteCount, candidate.Popularity, candidate.PosterPath.OrNull(),
        candidate.Source, candidate.Score,
        [.. candidate.Evidence.Select(evidence => new MatchEvidence(evidence.Name, evidence.Value, evidence.Weight, evidence.Detail))],
        [.. candidate.Refusals.Select(refusal => new MatchRefusal(refusal.Code, refusal.Message))], candidate.MediaType);
}

/// <summary>A piece of evidence.</summary>
/// <param name="Name">title or year.</param>
/// <param name="Value">0 to 1.</param>
/// <param name="Weight">How much it counts.</param>
/// <param name="Detail">Both values side by side.</param>
public sealed record MatchEvidence(string Name, double Value, double Weight, string Detail);

/// <summary>Why a candidate was not taken.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Message">One sentence.</param>
public sealed record MatchRefusal(string Code, string Message);

/// <summary>A person's choice: a movie, or that none of the movies is it.</summary>
public sealed record MatchChoice
{
    private bool _isGiven;

    /// <summary>The movie; null: none of the movies is it.</summary>
    public int? TmdbId
    {
        get;
        set
        {
            field = value;
            _isGiven = true;
        }
    }

    /// <summary>true says the same as null for tmdb_id.</summary>
    public bool? None { get; set; }

    internal static MatchChoice Example { get; } = new() { TmdbId = 564 };

    // A body without the movie says nothing.
    internal bool IsNone => None is true || (_isGiven && TmdbId is null);
}

internal static class MatchEndpoints
{
    internal static void MapMatches(this RouteGroupBuilder session)
    {
        session.MapGet("/matches", ListAsync).WithName("ListMatches").WithSummary("How films were matched, with the evidence");
        session.MapPost("/matches/{entry}", ChooseAsync).WithName("ChooseMatch")
            .WithSummary("Decides which movie a film is; final in this library, and remembered for the film when most owners agree")
            .WithProblems(
                StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType);
    }

    private static async Task<JsonWithETag<IReadOnlyList<FilmMatch>>> ListAsync(
        [FromRoute(Name = "id"), Description("The session.")] Guid id,
        [FromQuery(Name = "state"), EnumNames<Proto.MatchState>, Description("Only films in this state.")] string? state,
        [FromQuery(Name = "limit"), Range(1, 100), DefaultValue(20), Description("Films on a page.")] int? limit,
        [FromQuery(Name = "cursor"), MaxLength(100), Description("Of the Link header of the page before.")] string? cursor,
        HttpContext context, Proto.Libraries.LibrariesClient libraries, CancellationToken cancellationToken)
    {
        var request = new Proto.ListMatchesRequest
        {
            SessionId = id.ToString(), State = EnumNames<Proto.MatchState>.ToValue(state), Limit = limit ?? 0, Cursor = cursor ?? "",
        };
        var response = await libraries.ListMatchesAsync(request, cancellationToken: cancellationToken);
        context.Response.Headers[TotalCount.Header] = response.TotalCount.ToString(CultureInfo.InvariantCulture);
        NextLink.Announce(context, response.NextCursor);
        return new([.. response.Matches.Select(FilmMatch.From)]);
    }

    private static async Task<FilmMatch> ChooseAsync(
        [FromRoute(Name = "id"), Description("The session.")] Guid id,
        [FromRoute(Name = "entry"), Range(1.0, 9e18), Description("The film's id in the library.")] long entry,
        [FromHeader(Name = OwnerToken.Header), Description(OwnerToken.Description)] string? token,
        MatchChoice choice, HttpRequest http, Proto.Libraries.LibrariesClient libraries, CancellationToken cancellationToken)
    {
        if (choice.IsNone == choice.TmdbId is not null)
            throw ServiceError.InvalidField("tmdb_id", "must be a movie, or null where none of the movies is it");
        var request = new Proto.ChooseMatchRequest { SessionId = id.ToString(), FilmId = entry, OwnerToken = OwnerToken.Of(http, token) };
        if (choice.TmdbId is { } movie)
            request.TmdbId = movie;
        return FilmMatch.From(await libraries.ChooseMatchAsync(request, cancellationToken: cancellationToken));
    }
}

using System.ComponentModel;
using Grpc.Core;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Parameters;
using Proto = MovieAspire.Contracts.Libraries.V1;

namespace MovieAspire.Gateway.Libraries;

/// <summary>A session at a change, with what became of films since the event before.</summary>
/// <param name="Session">As of now.</param>
/// <param name="Films">In the order in which they were settled, at most 500.</param>
public sealed record SessionUpdate(LibrarySession Session, IReadOnlyList<FilmUpdate> Films)
{
    internal static SessionUpdate From(Proto.SessionChange change) => new(
        LibrarySession.From(change.Session),
        [.. change.Films.Select(film => new FilmUpdate(
            film.FilmId, film.Name, film.HasYear ? film.Year : null, EnumNames<Proto.MatchState>.ToName(film.State),
            EnumNames<Proto.MatchLevel>.ToName(film.Level), film.HasMovieId ? film.MovieId : null, film.Enriched, film.Message.OrNull()))]);
}

/// <summary>What became of a film.</summary>
/// <param name="Entry">The film's id in its library.</param>
/// <param name="Title">As Letterboxd has it.</param>
/// <param name="Year">As Letterboxd has it.</param>
/// <param name="State">matched, review, unmatched, series or dismissed.</param>
/// <param name="Level">strong, medium, low or none.</param>
/// <param name="TmdbId">Of the movie.</param>
/// <param name="TmdbEnriched">Whether its details are there.</param>
/// <param name="Message">For people.</param>
public sealed record FilmUpdate(long Entry, string Title, int? Year, string State, string Level, int? TmdbId, bool TmdbEnriched, string? Message);

/// <summary>A session at each change.</summary>
internal sealed partial class SessionEvents(
    Proto.Libraries.LibrariesClient libraries, EventStreams streams, ILogger<SessionEvents> logger)
{
    internal static Task SendAsync(
        [FromRoute(Name = "id"), Description("The session.")] Guid id,
        [FromHeader(Name = EventStreams.LastEventId), Description("The revision seen last; only later ones are sent.")] string? lastEventId,
        SessionEvents events, HttpContext context) =>
        events.SendAsync(id.ToString(), lastEventId, context);

    private Task SendAsync(string id, string? lastEventId, HttpContext context) => streams.SendAsync(
        context, lastEventId, new EventSource<Proto.SessionChange, SessionUpdate>(
            "session",
            async token =>
            {
                var session = await libraries.GetSessionAsync(new() { Id = id }, cancellationToken: token);
                return (session.Revision, session.Status is Proto.SessionStatus.Completed or Proto.SessionStatus.Failed);
            },
            (seen, token) => libraries.WatchSession(new() { Id = id, AfterRevision = seen }, cancellationToken: token),
            change => (change.Session.Revision, SessionUpdate.From(change)),
            status => LogBroken(logger, status.StatusCode, status.Detail)));

    // Without the session's id, which is a key to it.
    [LoggerMessage(LogLevel.Warning, "The events of a session broke off with {Code}: {Cause}")]
    private static partial void LogBroken(ILogger logger, StatusCode code, string cause);
}

using System.ComponentModel;
using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Parameters;
using MovieAspire.ServiceDefaults.Errors;
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

/// <summary>
/// A session as server-sent events: ids are revisions, so a client that lost its connection goes on after the last one it saw;
/// the last event is the session's final state.
/// </summary>
internal sealed partial class SessionEvents(
    Proto.Libraries.LibrariesClient libraries, TimeProvider time, IHostApplicationLifetime lifetime,
    ILogger<SessionEvents> logger)
{
    private const string LastEventId = "Last-Event-ID";

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    // A client that wants more comes back with the last id, as EventSource does by itself; one that is forgotten does not.
    private static readonly TimeSpan MaxLife = TimeSpan.FromMinutes(30);

    internal static Task SendAsync(
        [FromRoute(Name = "id"), Description("The session.")] Guid id,
        [FromHeader(Name = LastEventId), Description("The revision seen last; only later ones are sent.")] string? lastEventId,
        SessionEvents events, HttpContext context) =>
        events.SendAsync(id.ToString(), RevisionOf(lastEventId), context);

    private async Task SendAsync(string id, long seen, HttpContext context)
    {
        using var life = new CancellationTokenSource(MaxLife, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping, life.Token);
        var session = await libraries.GetSessionAsync(new() { Id = id }, cancellationToken: ending.Token);
        if (session.Status is Proto.SessionStatus.Completed or Proto.SessionStatus.Failed && session.Revision <= seen)
        {
            // Tells EventSource not to come back.
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var writer = await EventWriter.StartAsync(context, ending.Token);
        if (context.IsHead())
            return;
        try
        {
            using var watch = libraries.WatchSession(new() { Id = id, AfterRevision = seen }, cancellationToken: ending.Token);
            await writer.CopyAsync(
                watch.ResponseStream, change => (change.Session.Revision, SessionUpdate.From(change)), Heartbeat, time, ending.Token);
        }
        catch (Exception e) when (ending.IsCancellationRequested && e is RpcException or OperationCanceledException)
        {
            // The client left, or this process ends.
        }
        catch (RpcException e)
        {
            LogBroken(logger, e.StatusCode, e.Status.Detail);
        }
    }

    private static long RevisionOf(string? lastEventId)
    {
        if (string.IsNullOrEmpty(lastEventId))
            return 0;
        return long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : throw ServiceError.InvalidField(LastEventId, "must be the id of an event of this session");
    }

    [LoggerMessage(LogLevel.Warning, "The events of a session broke off with {Code}: {Cause}")]
    private static partial void LogBroken(ILogger logger, StatusCode code, string cause);
}

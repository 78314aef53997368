using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Parameters;
using MovieAspire.Gateway.RateLimits;
using Proto = MovieAspire.Contracts.Libraries.V1;

namespace MovieAspire.Gateway.Libraries;

/// <summary>A library and how far it is.</summary>
public sealed record LibrarySession
{
    /// <summary>Reads the session.</summary>
    public required Guid SessionId { get; init; }
    /// <summary>processing, enriching, completed or failed.</summary>
    public required string Status { get; init; }
    /// <summary>Distinct films.</summary>
    public required long TotalMovies { get; init; }
    /// <summary>Those whose outcome is known: matched and with details, or known not to match.</summary>
    public required long EnrichedCount { get; init; }
    /// <summary>0 to 100; 100 once it is completed.</summary>
    public required double ProgressPercent { get; init; }
    /// <summary>UTC.</summary>
    public required DateTime? CreatedAt { get; init; }
    /// <summary>UTC; moves on whenever the session is used.</summary>
    public required DateTime? ExpiresAt { get; init; }
    /// <summary>Why it failed.</summary>
    public required string? ErrorMessage { get; init; }
    /// <summary>Films with a movie.</summary>
    public required long MatchedCount { get; init; }
    /// <summary>Films whose match a person should decide.</summary>
    public required long ReviewCount { get; init; }
    /// <summary>Films without a movie.</summary>
    public required long UnmatchedCount { get; init; }
    /// <summary>Films whose details could not be fetched; they are tried again.</summary>
    public required long FailedCount { get; init; }
    /// <summary>Films a second.</summary>
    public required double Rate { get; init; }
    /// <summary>Seconds until the end at that rate; null while unknown.</summary>
    public required double? EtaSeconds { get; init; }
    /// <summary>What it waits for; null while it works.</summary>
    public required string? Waiting { get; init; }
    /// <summary>UTC; null before the first time.</summary>
    public required DateTime? CompletedAt { get; init; }
    /// <summary>When the newest upload was read; UTC.</summary>
    public required DateTime? ImportedAt { get; init; }
    /// <summary>Rows of the export.</summary>
    public required long EntryCount { get; init; }
    /// <summary>Grows with every change; the id of the newest event.</summary>
    public required long Revision { get; init; }

    internal static LibrarySession Example { get; } = new()
    {
        SessionId = Guid.Parse("6f1c9a52-3f0b-4c56-9d8e-2b7a41c0e6d3"), Status = "enriching", TotalMovies = 409, EnrichedCount = 212,
        ProgressPercent = 51.8, CreatedAt = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc), ExpiresAt = new(2026, 4, 9, 12, 0, 0, DateTimeKind.Utc),
        ErrorMessage = null, MatchedCount = 205, ReviewCount = 4, UnmatchedCount = 3, FailedCount = 0, Rate = 31.5, EtaSeconds = 6.3, Waiting = null,
        CompletedAt = null, ImportedAt = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc), EntryCount = 1_420, Revision = 431,
    };

    internal static LibrarySession From(Proto.Session session) => new()
    {
        SessionId = Guid.Parse(session.Id), Status = StatusOf(session), TotalMovies = session.TotalMovies, EnrichedCount = session.EnrichedCount,
        ProgressPercent = session.ProgressPercent, CreatedAt = session.CreatedAt.ToUtc(), ExpiresAt = session.ExpiresAt.ToUtc(),
        ErrorMessage = session.ErrorMessage.OrNull(), MatchedCount = session.MatchedCount, ReviewCount = session.ReviewCount,
        UnmatchedCount = session.UnmatchedCount, FailedCount = session.FailedCount, Rate = session.Rate,
        EtaSeconds = session.HasEtaSeconds ? session.EtaSeconds : null, Waiting = session.Waiting.OrNull(), CompletedAt = session.CompletedAt.ToUtc(),
        ImportedAt = session.ImportedAt.ToUtc(), EntryCount = session.EntryCount, Revision = session.Revision,
    };

    internal static string StatusOf(Proto.Session session) => EnumNames<Proto.SessionStatus>.ToName(session.Status);
}

internal static class SessionEndpoints
{
    internal static void MapSession(this RouteGroupBuilder session)
    {
        session.MapGet("", GetAsync).WithName("GetLibrary").WithSummary("A library and how far it is");
        session.MapGet("/status", GetAsync).WithName("GetLibraryStatus").WithSummary("The same, at the address of the earlier system");
        session.MapGet("/events", SessionEvents.SendAsync)
            .WithName("WatchLibrary").WithSummary("Each film's outcome as server-sent events, until the session is completed or failed")
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream").Produces(StatusCodes.Status204NoContent)
            .CountsAs(RequestKind.EventStream);
        session.MapDelete("", DeleteAsync).WithName("DeleteLibrary").WithSummary("Removes everything of a library")
            .WithProblems(StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden);
    }

    private static async Task<JsonWithETag<LibrarySession>> GetAsync(
        [FromRoute(Name = "id"), Description("The session.")] Guid id, Proto.Libraries.LibrariesClient libraries, CancellationToken cancellationToken) =>
        new(LibrarySession.From(await libraries.GetSessionAsync(new() { Id = id.ToString() }, cancellationToken: cancellationToken)));

    private static async Task<NoContent> DeleteAsync(
        [FromRoute(Name = "id"), Description("The session.")] Guid id,
        [FromHeader(Name = OwnerToken.Header), Description(OwnerToken.Description)] string? token,
        HttpRequest http, Proto.Libraries.LibrariesClient libraries, CancellationToken cancellationToken)
    {
        await libraries.DeleteSessionAsync(new() { Id = id.ToString(), OwnerToken = OwnerToken.Of(http, token) }, cancellationToken: cancellationToken);
        return TypedResults.NoContent();
    }
}

using Dapper;
using Microsoft.Extensions.Options;
using MovieAspire.Contracts.Libraries.V1;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;

namespace MovieAspire.Catalog.Libraries.Sessions;

/// <summary>The sessions as rows, and who may do what with them.</summary>
internal sealed class SessionStore(
    [FromKeyedServices(LibraryOptions.DataSourceKey)] NpgsqlDataSource dataSource, TimeProvider time, IOptions<LibraryOptions> options)
{
    // A use is noted when the last note is older than this share of the time that a session lives.
    private const int NotesPerLife = 720;

    private const string Columns = """
        id, number, owner_token_hash, status, error_message, created_at, imported_at, started_at, settled_before, completed_at, expires_at, entry_count,
        total_movies, enriched_count, matched_count, review_count, unmatched_count, failed_count, waiting, revision
        """;

    /// <summary>A session that exists and has not expired; its life begins anew.</summary>
    /// <exception cref="ServiceException">NOT_FOUND, also for what is no id.</exception>
    public async Task<SessionRow> UseAsync(string id, CancellationToken cancellationToken)
    {
        var session = await FindAsync(IdOf(id), cancellationToken);
        var expiry = time.GetUtcNow() + options.Value.Expiry;
        if (expiry - session.ExpiresAt < options.Value.Expiry / NotesPerLife)
            return session;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE libraries.sessions SET expires_at = @expiry WHERE id = @Id AND expires_at < @expiry",
            new { session.Id, expiry }, cancellationToken: cancellationToken));
        return session with { ExpiresAt = expiry.UtcDateTime };
    }

    /// <summary>The same for whoever has the owner's token.</summary>
    /// <exception cref="ServiceException">NOT_FOUND; UNAUTHENTICATED without a token; PERMISSION_DENIED for another one.</exception>
    public async Task<SessionRow> UseAsOwnerAsync(string id, string token, CancellationToken cancellationToken)
    {
        var session = await UseAsync(id, cancellationToken);
        if (token.Length == 0)
            throw ServiceError.Unauthenticated("OWNER_TOKEN_MISSING", "Only the owner of the session may do this: its owner token is missing.");
        return OwnerToken.IsValid(token, session.OwnerTokenHash)
            ? session
            : throw ServiceError.PermissionDenied("OWNER_TOKEN_INVALID", "This is not the owner token of the session.");
    }

    /// <summary>A session as it is, without using it.</summary>
    public async Task<SessionRow> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var session = await connection.QuerySingleOrDefaultAsync<SessionRow>(new CommandDefinition(
            $"SELECT {Columns} FROM libraries.sessions WHERE id = @id", new { id }, cancellationToken: cancellationToken));
        return session is not null && session.ExpiresAt > time.GetUtcNow().UtcDateTime ? session : throw NotFound();
    }

    /// <summary>Removes the session with everything of it.</summary>
    public async Task DeleteAsync(SessionRow session, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            DELETE FROM libraries.sessions WHERE id = @Id;
            SELECT pg_notify('library_changed', @Id::text);
            """, new { session.Id }, commandTimeout: 300, cancellationToken: cancellationToken));
    }

    /// <summary>The id is a secret, so it is not in the message.</summary>
    public static ServiceException NotFound() => ServiceError.NotFound("session", "of this id; it may have expired");

    public static Guid IdOf(string id) => Guid.TryParse(id, out var guid) ? guid : throw NotFound();
}

/// <summary>A row of libraries.sessions.</summary>
internal sealed record SessionRow
{
    public Guid Id { get; init; }
    public long Number { get; init; }
    public byte[] OwnerTokenHash { get; init; } = [];
    public string Status { get; init; } = "";
    public string? ErrorMessage { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime ImportedAt { get; init; }
    public DateTime? StartedAt { get; init; }
    public int SettledBefore { get; init; }
    public DateTime? CompletedAt { get; init; }
    public DateTime ExpiresAt { get; init; }
    public int EntryCount { get; init; }
    public int TotalMovies { get; init; }
    public int EnrichedCount { get; init; }
    public int MatchedCount { get; init; }
    public int ReviewCount { get; init; }
    public int UnmatchedCount { get; init; }
    public int FailedCount { get; init; }
    public string Waiting { get; init; } = "";
    public long Revision { get; init; }

    public bool IsSettled => Status is "completed" or "failed";

    public Session ToMessage(DateTimeOffset now)
    {
        var session = new Session
        {
            Id = Id.ToString(),
            Status = Status switch
            {
                "processing" => SessionStatus.Processing,
                "enriching" => SessionStatus.Enriching,
                "completed" => SessionStatus.Completed,
                _ => SessionStatus.Failed,
            },
            TotalMovies = TotalMovies,
            EnrichedCount = EnrichedCount,
            // Never 100 before it is completed: clients go on to the results then.
            ProgressPercent = Status == "completed" ? 100
                : TotalMovies == 0 ? 0 : Math.Min(99.9, Math.Round(100.0 * EnrichedCount / TotalMovies, 1)),
            CreatedAt = ToTimestamp(CreatedAt),
            CompletedAt = CompletedAt is { } completed ? ToTimestamp(completed) : null,
            ExpiresAt = ToTimestamp(ExpiresAt),
            ImportedAt = ToTimestamp(ImportedAt),
            ErrorMessage = ErrorMessage ?? "",
            MatchedCount = MatchedCount,
            ReviewCount = ReviewCount,
            UnmatchedCount = UnmatchedCount,
            FailedCount = FailedCount,
            Waiting = Waiting,
            Revision = Revision,
            EntryCount = EntryCount,
        };
        if (Status != "enriching" || StartedAt is not { } started)
            return session;
        var seconds = ((CompletedAt is { } end && end > started ? end : now.UtcDateTime) - started).TotalSeconds;
        session.Rate = seconds > 0 ? Math.Round(Math.Max(0, EnrichedCount - SettledBefore) / seconds, 2) : 0;
        if (session.Rate > 0 && Waiting.Length == 0)
            session.EtaSeconds = Math.Round((TotalMovies - EnrichedCount) / session.Rate, 1);
        return session;
    }

    private static Google.Protobuf.WellKnownTypes.Timestamp ToTimestamp(DateTime time) =>
        Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}

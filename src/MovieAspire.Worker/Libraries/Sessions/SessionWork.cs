using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using MovieAspire.Libraries.Matching;
using Npgsql;
using NpgsqlTypes;

namespace MovieAspire.Worker.Libraries.Sessions;

/// <summary>What runs of sessions are called.</summary>
internal static class LibraryRuns
{
    public const string Job = "library";

    /// <summary>The option: the number of a session, which reads nothing.</summary>
    public const string Subject = "library";
}

/// <summary>A session that is worked on.</summary>
/// <param name="Id">Reads the session: never logged.</param>
/// <param name="Number">What runs and logs call it.</param>
/// <param name="Wanted">The changes by people that this work takes in.</param>
internal sealed record LibrarySession(Guid Id, long Number, int Wanted);

/// <summary>A film of a session.</summary>
internal sealed record SessionFilm(long Id, string Name, int? Year, string? Uri)
{
    public FilmTitle Title => new(Name, Year);
}

/// <summary>What became of a film; written over whatever it was before, but never over a person's choice; settled when nothing more is to be done for it.</summary>
internal sealed record FilmResult(
    long Film, string State, MatchLevel Level, int? Movie, bool IsSettled, string Method, double Score, double Gap, string Message, byte[] Candidates)
{
    /// <summary>Why the attempt failed; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>A decision by the rules. What is matched still needs its movie's details.</summary>
    public static FilmResult Of(long film, MatchDecision decision) => new(
        film, decision.State.ToString().ToLowerInvariant(), decision.Level, decision.State == MatchState.Matched ? decision.Best!.Id : null,
        decision.State != MatchState.Matched, decision.Method, decision.Score, decision.Gap, decision.Message,
        MatchCandidates.Of(decision).ToByteArray());

    /// <summary>The catalog does not know it: TMDB is asked next.</summary>
    public static FilmResult Pending(long film) => new(film, "pending", MatchLevel.None, null, false, "", 0, 0, "The catalog does not have it; TMDB is asked.", []);

    /// <summary>The call for it failed.</summary>
    public static FilmResult Failed(long film, string reason) => Pending(film) with { Failure = reason };
}

/// <summary>The session's rows as the worker writes them. Each transaction locks the session first, so that nobody deadlocks.</summary>
[SuppressMessage("Security", "CA2100", Justification = "The SQL is the constants of this class.")]
internal sealed class SessionWork(NpgsqlDataSource dataSource, TimeProvider time)
{
    private const string CountSql = """
        UPDATE libraries.sessions s SET (enriched_count, matched_count, review_count, unmatched_count, failed_count) = (
            SELECT count(*) FILTER (WHERE is_settled), count(*) FILTER (WHERE state = 'matched'), count(*) FILTER (WHERE state = 'review'),
                   count(*) FILTER (WHERE state IN ('unmatched', 'series', 'dismissed')), count(*) FILTER (WHERE failure IS NOT NULL)
            FROM libraries.matches WHERE session_id = s.id)
        WHERE id = $1
        """;

    private const string NotifySql = "SELECT pg_notify('library_changed', $1::text)";

    /// <summary>Begins or goes on with the work of a session; null when there is no such session any more.</summary>
    public async Task<LibrarySession?> BeginAsync(long number, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            WITH begun AS (
                UPDATE libraries.sessions
                SET started_at = CASE WHEN status = 'enriching' AND started_at IS NOT NULL AND (completed_at IS NULL OR started_at > completed_at)
                                      THEN started_at ELSE $2 END,
                    settled_before = CASE WHEN status = 'enriching' AND started_at IS NOT NULL AND (completed_at IS NULL OR started_at > completed_at)
                                          THEN settled_before ELSE enriched_count END,
                    status = 'enriching', error_message = NULL, revision = revision + 1
                WHERE number = $1 RETURNING id, number, work_wanted)
            SELECT id, number, work_wanted, pg_notify('library_changed', id::text) FROM begun
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = number });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? new(row.GetGuid(0), row.GetInt64(1), row.GetInt32(2)) : null;
    }

    /// <summary>Writes what became of films, each with a revision of its own.</summary>
    public async Task WriteAsync(LibrarySession session, IReadOnlyCollection<FilmResult> results, CancellationToken cancellationToken)
    {
        if (results.Count == 0)
            return;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var last = await TakeRevisionsAsync(connection, session, results.Count, cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("""
            INSERT INTO libraries.matches AS x
                (film_id, session_id, state, level, movie_id, is_settled, method, rule_version, score, gap, message, candidates, failure, failures,
                 decided_at, revision)
            SELECT r.film_id, $1, r.state, r.level, r.movie_id, r.is_settled, r.method, $2, r.score, r.gap, r.message, r.candidates, r.failure,
                   CASE WHEN r.failure IS NULL THEN 0 ELSE 1 END, $3, $4 + r.place - cardinality($5)
            FROM unnest($5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) WITH ORDINALITY
                AS r (film_id, state, level, movie_id, is_settled, method, score, gap, message, candidates, failure, place)
            JOIN libraries.films f ON f.id = r.film_id
            ON CONFLICT (film_id) DO UPDATE
            SET state = excluded.state, level = excluded.level, movie_id = excluded.movie_id, is_settled = excluded.is_settled,
                method = excluded.method, rule_version = excluded.rule_version, score = excluded.score, gap = excluded.gap,
                message = excluded.message, candidates = excluded.candidates, failure = excluded.failure,
                failures = CASE WHEN excluded.failure IS NULL THEN 0 ELSE x.failures + 1 END,
                decided_at = excluded.decided_at, revision = excluded.revision
            WHERE x.method <> 'choice'
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = session.Id }, new NpgsqlParameter<int> { TypedValue = MatchRules.Version },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() }, new NpgsqlParameter<long> { TypedValue = last },
                Array(results, r => r.Film), Array(results, r => r.State), Array(results, r => r.Level.ToString().ToLowerInvariant()),
                Array(results, r => r.Movie), Array(results, r => r.IsSettled), Array(results, r => r.Method), Array(results, r => (float)r.Score),
                Array(results, r => (float)r.Gap), Array(results, r => r.Message), Array(results, r => r.Candidates), Array(results, r => r.Failure),
            },
        });
        // What it waited for is there again.
        if (results.Any(result => result.Failure is null))
        {
            batch.BatchCommands.Add(new("UPDATE libraries.sessions SET waiting = '' WHERE id = $1 AND waiting <> ''")
            {
                Parameters = { new NpgsqlParameter<Guid> { TypedValue = session.Id } },
            });
        }

        await FinishBatchAsync(batch, session, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Films whose movie's details are there are settled; those of a movie that TMDB removed are not matched any more.</summary>
    /// <param name="session">The session.</param>
    /// <param name="movies">Only films of these; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task SettleAsync(LibrarySession session, IReadOnlyCollection<int>? movies, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await TakeRevisionsAsync(connection, session, 0, cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("""
            WITH due AS (
                SELECT x.film_id, m.removed_at IS NOT NULL AS is_removed, row_number() OVER (ORDER BY x.film_id) AS place
                FROM libraries.matches x JOIN catalog.movies m ON m.id = x.movie_id
                WHERE x.session_id = $1 AND x.state = 'matched' AND NOT x.is_settled AND ($2 IS NULL OR x.movie_id = ANY ($2))
                  AND (m.last_tmdb_update IS NOT NULL OR m.removed_at IS NOT NULL)
            ), settled AS (
                UPDATE libraries.matches x
                SET is_settled = true, failure = NULL, failures = 0, revision = s.revision + due.place,
                    state = CASE WHEN due.is_removed THEN 'unmatched' ELSE x.state END,
                    message = CASE WHEN due.is_removed THEN 'TMDB removed the movie that it was.' ELSE x.message END
                FROM due, libraries.sessions s WHERE x.film_id = due.film_id AND s.id = $1
                RETURNING x.film_id)
            UPDATE libraries.sessions
            SET revision = revision + (SELECT count(*) FROM settled), waiting = CASE WHEN EXISTS (SELECT FROM settled) THEN '' ELSE waiting END
            WHERE id = $1
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = session.Id },
                new() { Value = (object?)movies?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer },
            },
        });
        await FinishBatchAsync(batch, session, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Calls for the details of movies failed: their films are listed with the reason, and tried again.</summary>
    public Task FailAsync(LibrarySession session, int movie, string reason, CancellationToken cancellationToken) => ExecuteAsync(
        session, """
        WITH session AS (UPDATE libraries.sessions SET revision = revision + 1 WHERE id = $1 RETURNING revision)
        UPDATE libraries.matches x SET failures = failures + 1, failure = $3, revision = session.revision
        FROM session WHERE x.session_id = $1 AND x.movie_id = $2 AND NOT x.is_settled
        """, cancellationToken, movie, reason);

    /// <summary>TMDB does not know the movie that films were matched to: who chose it has chosen nothing for others.</summary>
    public Task UnmatchAsync(LibrarySession session, int movie, string reason, CancellationToken cancellationToken) => ExecuteAsync(
        session, """
        WITH choices AS (DELETE FROM libraries.choices WHERE movie_id = $2), session AS (UPDATE libraries.sessions SET revision = revision + 1 WHERE id = $1 RETURNING revision)
        UPDATE libraries.matches x
        SET state = 'unmatched', is_settled = true, movie_id = NULL, message = $3, failure = NULL, revision = session.revision
        FROM session WHERE x.session_id = $1 AND x.movie_id = $2 AND NOT x.is_settled
        """, cancellationToken, movie, reason);

    /// <summary>Says what the session waits for, until an outcome is written or the work ends: asking again is no progress yet.</summary>
    public Task SayAsync(LibrarySession session, string waiting, CancellationToken cancellationToken) => ExecuteAsync(
        session, "UPDATE libraries.sessions SET waiting = $2, revision = revision + 1 WHERE id = $1 AND waiting <> $2", cancellationToken, waiting);

    /// <summary>Films that failed in earlier work are tried again.</summary>
    public Task ForgetFailuresAsync(LibrarySession session, CancellationToken cancellationToken) => ExecuteAsync(
        session, "UPDATE libraries.matches SET failures = 0 WHERE session_id = $1 AND failures > 0", cancellationToken);

    /// <summary>The work is done, unless a person has changed something since it began.</summary>
    public Task CompleteAsync(LibrarySession session, CancellationToken cancellationToken) => ExecuteAsync(
        session, """
        UPDATE libraries.sessions
        SET status = CASE WHEN work_wanted = $2 THEN 'completed' ELSE status END, work_done = $2, waiting = '', completed_at = $3,
            revision = revision + 1
        WHERE id = $1
        """, cancellationToken, session.Wanted, time.GetUtcNow());

    /// <summary>The work failed for good.</summary>
    public Task FailAsync(LibrarySession session, string reason, CancellationToken cancellationToken) => ExecuteAsync(
        session, """
        UPDATE libraries.sessions SET status = 'failed', error_message = $2, work_done = work_wanted, waiting = '', revision = revision + 1
        WHERE id = $1
        """, cancellationToken, reason);

    private async Task ExecuteAsync(LibrarySession session, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await TakeRevisionsAsync(connection, session, 0, cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session.Id });
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        batch.BatchCommands.Add(command);
        await FinishBatchAsync(batch, session, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <returns>The last of so many new revisions; the session is locked until the transaction ends.</returns>
    private static async Task<long> TakeRevisionsAsync(
        NpgsqlConnection connection, LibrarySession session, int count, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE libraries.sessions SET revision = revision + $2 WHERE id = $1 RETURNING revision", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session.Id });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        return await command.ExecuteScalarAsync(cancellationToken) is long revision ? revision : throw new SessionGoneException();
    }

    private static async Task FinishBatchAsync(NpgsqlBatch batch, LibrarySession session, CancellationToken cancellationToken)
    {
        foreach (var sql in new[] { CountSql, NotifySql })
            batch.BatchCommands.Add(new(sql) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = session.Id } } });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter<TValue[]> Array<TValue>(IEnumerable<FilmResult> results, Func<FilmResult, TValue> value) =>
        new() { TypedValue = [.. results.Select(value)] };
}

/// <summary>The person removed the session, or it expired, while it was worked on.</summary>
internal sealed class SessionGoneException() : Exception("The session was removed.");

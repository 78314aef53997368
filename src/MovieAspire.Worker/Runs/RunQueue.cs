using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace MovieAspire.Worker.Runs;

/// <summary>
/// Puts runs into pipeline_runs and takes them out. Leases and back-offs go by the database's clock,
/// the only one that all workers share.
/// </summary>
internal sealed class RunQueue(NpgsqlDataSource dataSource, TimeProvider time, IOptions<RunOptions> options)
{
    /// <summary>Queues a run, or returns null while one of that job and subject is queued or running.</summary>
    public async Task<Guid?> EnqueueAsync(
        string job, IReadOnlyDictionary<string, string> jobOptions, string requestedBy, DateTimeOffset? scheduledFor,
        CancellationToken cancellationToken, string subject = "")
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var command = dataSource.CreateCommand("""
            WITH queued AS (
                INSERT INTO pipeline.pipeline_runs
                    (id, job, options, status, requested_by, scheduled_for, created_at, not_before, subject)
                VALUES ($1, $2, $3, 'queued', $4, $5, $6, now(), $7)
                ON CONFLICT DO NOTHING
                RETURNING id)
            SELECT id, pg_notify('run_queued', id::text), pg_notify('run_changed', id::text) FROM queued
            """);
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = job });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(jobOptions), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = requestedBy });
        command.Parameters.Add(new() { Value = (object?)scheduledFor ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = subject });
        return await command.ExecuteScalarAsync(cancellationToken) is Guid queued ? queued : null;
    }

    /// <summary>
    /// The run that waits longest, or whose worker is silent; null when there is none. One that paused waits since then, so that
    /// runs that pause take turns. A run whose worker died in each of
    /// MaxAttempts attempts is failed instead: it may be what kills them.
    /// </summary>
    /// <param name="worker">Names the process.</param>
    /// <param name="jobs">The jobs that it knows; a newer worker's are left to it.</param>
    /// <param name="cancellationToken">Best not used: a claim that is given up may have happened.</param>
    public async Task<ClaimedRun?> ClaimAsync(string worker, string[] jobs, CancellationToken cancellationToken)
    {
        var owner = $"{worker}/{Guid.CreateVersion7(time.GetUtcNow())}";
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(new("""
            WITH dead AS (
                SELECT id FROM pipeline.pipeline_runs
                WHERE status = 'running' AND lease_until < now() AND attempt >= $1 AND job = ANY($2)
                FOR UPDATE SKIP LOCKED),
            failed AS (
                UPDATE pipeline.pipeline_runs r
                SET status = 'failed', finished_at = $3, lease_owner = NULL, lease_until = NULL, waiting = '',
                    error_message = 'The worker that executed it died or could not be reached, in attempt ' || attempt
                        || ' of ' || $1 || CASE WHEN current_item <> '' THEN ', at ' || current_item ELSE '' END || '.',
                    revision = revision + 1
                FROM dead WHERE r.id = dead.id
                RETURNING r.id)
            SELECT pg_notify('run_changed', id::text) FROM failed
            """)
        {
            Parameters =
            {
                new() { Value = options.Value.MaxAttempts }, new() { Value = jobs }, new() { Value = time.GetUtcNow() },
            },
        });
        batch.BatchCommands.Add(new("""
            WITH next AS (
                SELECT id FROM pipeline.pipeline_runs
                WHERE ((status = 'queued' AND not_before <= now()) OR (status = 'running' AND lease_until < now()))
                  AND job = ANY($4)
                ORDER BY not_before, created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED),
            claimed AS (
                UPDATE pipeline.pipeline_runs r
                SET status = 'running', lease_owner = $1, lease_until = now() + $2, started_at = coalesce(started_at, $3),
                    attempt = attempt + 1, waiting = '', current_item = '', error_message = NULL, revision = revision + 1
                FROM next WHERE r.id = next.id
                RETURNING r.id, r.job, r.options::text, r.cursor::text, r.attempt, r.cancel_requested, r.started_at)
            SELECT claimed.*, pg_notify('run_changed', id::text) FROM claimed
            """)
        {
            Parameters =
            {
                new() { Value = owner }, new() { Value = options.Value.LeaseDuration }, new() { Value = time.GetUtcNow() },
                new() { Value = jobs },
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;
        return new(
            reader.GetGuid(0), reader.GetString(1),
            JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(2)) ?? [],
            reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetInt32(4), reader.GetBoolean(5),
            reader.GetFieldValue<DateTimeOffset>(6), owner);
    }

    /// <summary>Whether a run of the job waits for a place.</summary>
    public async Task<bool> IsAnyWaitingAsync(string job, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT EXISTS (SELECT FROM pipeline.pipeline_runs WHERE job = $1 AND status = 'queued' AND not_before <= now())
            """);
        command.Parameters.Add(new() { Value = job });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>
    /// Asks a run to stop. One that waits ends at once; one that runs ends after its current items.
    /// </summary>
    /// <returns>False when there is no such run or it has ended.</returns>
    public async Task<bool> CancelAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            WITH cancelled AS (
                UPDATE pipeline.pipeline_runs
                SET cancel_requested = true, revision = revision + 1,
                    finished_at = CASE status WHEN 'queued' THEN $2 ELSE finished_at END,
                    status = CASE status WHEN 'queued' THEN 'cancelled' ELSE status END
                WHERE id = $1 AND status IN ('queued', 'running')
                RETURNING id)
            SELECT pg_notify('run_changed', id::text) FROM cancelled
            """);
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken);
    }
}

/// <summary>A run that this worker holds.</summary>
/// <param name="Id">The run.</param>
/// <param name="Job">Its job.</param>
/// <param name="Options">The job's options as they were asked for.</param>
/// <param name="Cursor">Where an earlier execution stopped, JSON.</param>
/// <param name="Attempt">1 for the first execution.</param>
/// <param name="CancelRequested">Whether it was cancelled before it was claimed.</param>
/// <param name="StartedAt">When its first execution began.</param>
/// <param name="LeaseOwner">Names this claim; writes of an older claim are refused.</param>
internal sealed record ClaimedRun(
    Guid Id, string Job, IReadOnlyDictionary<string, string> Options, string? Cursor, int Attempt,
    bool CancelRequested, DateTimeOffset StartedAt, string LeaseOwner);

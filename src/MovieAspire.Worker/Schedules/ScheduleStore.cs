using System.Text.Json;
using Npgsql;

namespace MovieAspire.Worker.Schedules;

/// <summary>The scheduler in Postgres, which decides for all workers: pipeline.scheduler and pipeline.schedules.</summary>
internal sealed class ScheduleStore(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>
    /// Brings the rows in line with the settings. One that changes starts anew: nothing that it would have fired before
    /// counts as missed.
    /// </summary>
    public async Task SyncAsync(IReadOnlyList<ScheduledJob> jobs, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            INSERT INTO pipeline.schedules AS s (job, cron, enabled, updated_at)
            SELECT job, cron, enabled, $4 FROM unnest($1, $2, $3) AS wanted (job, cron, enabled)
            ON CONFLICT (job) DO UPDATE
            SET cron = EXCLUDED.cron, enabled = EXCLUDED.enabled, updated_at = EXCLUDED.updated_at
            WHERE (s.cron, s.enabled) IS DISTINCT FROM (EXCLUDED.cron, EXCLUDED.enabled)
            """);
        command.Parameters.Add(new() { Value = jobs.Select(job => job.Job).ToArray() });
        command.Parameters.Add(new() { Value = jobs.Select(job => job.Schedule.Cron).ToArray() });
        command.Parameters.Add(new() { Value = jobs.Select(job => job.Schedule.Enabled).ToArray() });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<SchedulerState> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT c.running, c.changed_at, c.changed_by, s.job, s.last_fired_at
            FROM pipeline.scheduler c LEFT JOIN pipeline.schedules s ON s.last_fired_at IS NOT NULL
            """);
        var (running, changedAt, changedBy) = (false, (DateTimeOffset?)null, "");
        var firings = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            running = reader.GetBoolean(0);
            changedAt = reader.IsDBNull(1) ? null : reader.GetFieldValue<DateTimeOffset>(1);
            changedBy = reader.GetString(2);
            if (!reader.IsDBNull(3))
                firings[reader.GetString(3)] = reader.GetFieldValue<DateTimeOffset>(4);
        }

        return new(running, changedAt, changedBy, firings);
    }

    /// <summary>Starts or stops it for the whole cluster, until somebody changes it again.</summary>
    public async Task SetRunningAsync(bool running, string requestedBy, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            UPDATE pipeline.scheduler SET running = $1, changed_at = $2, changed_by = $3 WHERE running <> $1
            """);
        command.Parameters.Add(new() { Value = running });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        command.Parameters.Add(new() { Value = requestedBy });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Lets schedules fire that nobody fired yet, and queues their runs, in one statement. What fell into a time when the
    /// scheduler was stopped, or when the schedule was another, is not made up for. A last firing in the future comes
    /// from a clock that was wrong; it is ignored.
    /// </summary>
    public async Task<IReadOnlyList<Firing>> FireAsync(
        IReadOnlyList<DueFiring> due, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = dataSource.CreateCommand("""
            WITH fired AS (
                UPDATE pipeline.schedules s SET last_fired_at = due.scheduled_for
                FROM unnest($1, $2, $3, $5) AS due (id, job, scheduled_for, options), pipeline.scheduler c
                WHERE s.job = due.job AND s.enabled AND c.running
                  AND due.scheduled_for >= greatest(s.updated_at, c.changed_at)
                  AND (s.last_fired_at IS NULL OR s.last_fired_at < due.scheduled_for
                       OR s.last_fired_at > $4 + interval '1 hour')
                RETURNING due.id, s.job, due.scheduled_for, due.options),
            queued AS (
                INSERT INTO pipeline.pipeline_runs
                    (id, job, options, status, requested_by, scheduled_for, created_at, not_before)
                SELECT id, job, options::jsonb, 'queued', 'scheduler', scheduled_for, $4, now() FROM fired
                ON CONFLICT DO NOTHING
                RETURNING id)
            SELECT fired.job, fired.scheduled_for, queued.id,
                   CASE WHEN queued.id IS NOT NULL THEN pg_notify('run_queued', queued.id::text) END
            FROM fired LEFT JOIN queued USING (id)
            """);
        command.Parameters.Add(new() { Value = due.Select(_ => Guid.CreateVersion7(now)).ToArray() });
        command.Parameters.Add(new() { Value = due.Select(firing => firing.Job).ToArray() });
        command.Parameters.Add(new() { Value = due.Select(firing => firing.ScheduledFor).ToArray() });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = due.Select(firing => JsonSerializer.Serialize(firing.Options)).ToArray() });
        var firings = new List<Firing>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            firings.Add(new(
                reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1), reader.IsDBNull(2) ? null : reader.GetGuid(2)));
        }

        return firings;
    }
}

/// <summary>The cluster's scheduler.</summary>
/// <param name="Running">Whether schedules fire.</param>
/// <param name="ChangedAt">When it was started or stopped last; null for never.</param>
/// <param name="ChangedBy">By whom.</param>
/// <param name="LastFirings">The newest firing of each job that has fired.</param>
internal sealed record SchedulerState(
    bool Running, DateTimeOffset? ChangedAt, string ChangedBy, IReadOnlyDictionary<string, DateTimeOffset> LastFirings);

/// <summary>The newest time at which a schedule was to fire.</summary>
/// <param name="Job">Its job.</param>
/// <param name="Options">What its run gets.</param>
/// <param name="ScheduledFor">The time.</param>
internal sealed record DueFiring(string Job, IReadOnlyDictionary<string, string> Options, DateTimeOffset ScheduledFor);

/// <summary>A schedule that fired.</summary>
/// <param name="Job">Its job.</param>
/// <param name="ScheduledFor">The firing.</param>
/// <param name="Run">The run that was queued; null when one of the job was active, so that the firing is skipped.</param>
internal sealed record Firing(string Job, DateTimeOffset ScheduledFor, Guid? Run);

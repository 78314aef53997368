using Npgsql;

namespace MovieAspire.Worker.Pipeline;

/// <summary>All runs in figures.</summary>
internal sealed record RunTotals(
    long Active, long Queued, long Workers, Guid? LastRun, DateTimeOffset? LastStartedAt, long Total, long Successful,
    long Failed)
{
    public bool IsRunning => Active > 0;
}

/// <summary>A worker that lives, with the oldest run that it executes.</summary>
internal sealed record WorkerView(
    string Id, string Host, DateTimeOffset StartedAt, DateTimeOffset HeartbeatAt, Guid? Run, string? Job);

/// <summary>Reads of the pipeline as a whole.</summary>
internal sealed class PipelineQueries(NpgsqlDataSource dataSource)
{
    public async Task<RunTotals> GetTotalsAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT (SELECT count(*) FROM pipeline.pipeline_runs WHERE status = 'running'),
                   (SELECT count(*) FROM pipeline.pipeline_runs WHERE status = 'queued'),
                   (SELECT count(*) FROM pipeline.workers WHERE expires_at > now()),
                   newest.id, newest.started_at, totals.*
            FROM (SELECT count(*), count(*) FILTER (WHERE status IN ('succeeded', 'partial', 'no_op')),
                         count(*) FILTER (WHERE status = 'failed')
                  FROM pipeline.pipeline_runs) AS totals
            LEFT JOIN (SELECT id, started_at FROM pipeline.pipeline_runs WHERE started_at IS NOT NULL
                       ORDER BY started_at DESC, id DESC LIMIT 1) AS newest ON true
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(
            reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.IsDBNull(3) ? null : reader.GetGuid(3),
            reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4),
            reader.GetInt64(5), reader.GetInt64(6), reader.GetInt64(7));
    }

    /// <summary>Runs by job and status.</summary>
    public async Task<IReadOnlyList<(string Job, string Status, long Runs, DateTimeOffset Newest)>> CountRunsAsync(
        CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "SELECT job, status, count(*), max(created_at) FROM pipeline.pipeline_runs GROUP BY job, status ORDER BY job, status");
        var counts = new List<(string, string, long, DateTimeOffset)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            counts.Add((reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3)));
        return counts;
    }

    /// <summary>The workers whose heartbeat is not overdue, longest-lived first.</summary>
    public async Task<IReadOnlyList<WorkerView>> GetWorkersAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT w.id, w.host, w.started_at, w.heartbeat_at, r.id, r.job
            FROM pipeline.workers w
            LEFT JOIN LATERAL (
                SELECT id, job FROM pipeline.pipeline_runs
                WHERE status = 'running' AND lease_until > now() AND starts_with(lease_owner, w.id || '/')
                ORDER BY started_at, id LIMIT 1) r ON true
            WHERE w.expires_at > now()
            ORDER BY w.started_at, w.id
            """);
        var workers = new List<WorkerView>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            workers.Add(new(
                reader.GetString(0), reader.GetString(1),
                reader.GetFieldValue<DateTimeOffset>(2), reader.GetFieldValue<DateTimeOffset>(3),
                reader.IsDBNull(4) ? null : reader.GetGuid(4), reader.IsDBNull(5) ? null : reader.GetString(5)));
        }

        return workers;
    }
}

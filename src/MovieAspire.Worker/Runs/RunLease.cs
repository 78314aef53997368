using MovieAspire.Data.Pipeline;
using Npgsql;
using NpgsqlTypes;

namespace MovieAspire.Worker.Runs;

/// <summary>
/// The writes of the worker that holds a run. Each names the claim, so that a worker that lost its
/// lease while it slept cannot write over its successor: then they return false or throw
/// <see cref="LeaseLostException"/>.
/// </summary>
internal sealed class RunLease(NpgsqlDataSource dataSource, TimeProvider time, ClaimedRun run, TimeSpan duration) : IDisposable
{
    private readonly CancellationTokenSource _expiry = new(duration, time);

    /// <summary>
    /// Cancelled when no renewal got through for as long as the lease lasts, refused or hanging: another worker may have
    /// the run by then.
    /// </summary>
    public CancellationToken Expired => _expiry.Token;

    public void Dispose() => _expiry.Dispose();

    /// <summary>Keeps the run for another lease.</summary>
    /// <returns>Whether the run was cancelled meanwhile.</returns>
    public async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        await using var command = Command("""
            UPDATE pipeline.pipeline_runs SET lease_until = now() + $3
            WHERE id = $1 AND lease_owner = $2 AND status = 'running'
            RETURNING cancel_requested
            """);
        command.Parameters.Add(new() { Value = duration });
        var sent = time.GetTimestamp();
        if (await command.ExecuteScalarAsync(cancellationToken) is not bool cancelled)
            throw new LeaseLostException(run.Id);
        Prolong(sent);
        return cancelled;
    }

    /// <summary>Whether somebody wants the run to stop.</summary>
    public async Task<bool> IsCancelledAsync(CancellationToken cancellationToken)
    {
        await using var command = Command("""
            SELECT cancel_requested FROM pipeline.pipeline_runs WHERE id = $1 AND lease_owner = $2 AND status = 'running'
            """);
        return await command.ExecuteScalarAsync(cancellationToken) is bool cancelled
            ? cancelled
            : throw new LeaseLostException(run.Id);
    }

    /// <summary>The counters that earlier executions saved.</summary>
    public async Task<SavedCounts> LoadAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT r.movies_processed, s.source, s.fetched, s.inserted, s.updated, s.unchanged, s.failed, s.requests,
                   s.frozen, s.thawed
            FROM pipeline.pipeline_runs r LEFT JOIN pipeline.run_sources s ON s.run_id = r.id WHERE r.id = $1
            """);
        command.Parameters.Add(new() { Value = run.Id });
        var sources = new List<RunSource>();
        long movies = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            movies = reader.GetInt64(0);
            if (reader.IsDBNull(1))
                continue;
            sources.Add(new()
            {
                RunId = run.Id, Source = reader.GetString(1), Fetched = reader.GetInt64(2), Inserted = reader.GetInt64(3),
                Updated = reader.GetInt64(4), Unchanged = reader.GetInt64(5), Failed = reader.GetInt64(6),
                Requests = reader.GetInt64(7), Frozen = reader.GetInt64(8), Thawed = reader.GetInt64(9),
            });
        }

        return new(sources, movies);
    }

    /// <summary>Writes progress, counters, new errors and, if given, the cursor, all or nothing.</summary>
    public async Task SaveAsync(RunSnapshot snapshot, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("""
            UPDATE pipeline.pipeline_runs
            SET progress_done = $3, progress_total = $4, progress_message = $5, current_item = $6, waiting = $7,
                progress_since = $8, movies_processed = $9, error_count = error_count + $10,
                cursor = coalesce($11, cursor), lease_until = now() + $12, revision = revision + 1
            WHERE id = $1 AND lease_owner = $2 AND status = 'running'
            """, connection);
        command.Parameters.Add(new() { Value = run.Id });
        command.Parameters.Add(new() { Value = run.LeaseOwner });
        command.Parameters.Add(new() { Value = snapshot.Progress.Done });
        command.Parameters.Add(new() { Value = snapshot.Progress.Total });
        command.Parameters.Add(new() { Value = snapshot.Progress.Message });
        command.Parameters.Add(new() { Value = snapshot.Progress.CurrentItem });
        command.Parameters.Add(new() { Value = snapshot.Progress.Waiting });
        command.Parameters.Add(new() { Value = snapshot.Progress.Since });
        command.Parameters.Add(new() { Value = snapshot.MoviesProcessed });
        command.Parameters.Add(new() { Value = (long)snapshot.Errors.Count });
        command.Parameters.Add(new() { Value = (object?)snapshot.Cursor ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = duration });
        var sent = time.GetTimestamp();
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
            throw new LeaseLostException(run.Id);

        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(WriteSources(snapshot.Sources));
        if (snapshot.Errors.Count > 0)
            batch.BatchCommands.Add(WriteErrors(snapshot.Errors));
        batch.BatchCommands.Add(new("SELECT pg_notify('run_changed', $1)")
        {
            Parameters = { new() { Value = run.Id.ToString() } },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Prolong(sent);
    }

    /// <summary>Ends the run.</summary>
    /// <param name="status">A final status.</param>
    /// <param name="error">Why it failed, or what was not complete.</param>
    /// <param name="cancellationToken">Gives up; the lease then runs out.</param>
    public Task<bool> FinishAsync(string status, string? error, CancellationToken cancellationToken) =>
        LeaveAsync("status = $3, error_message = $4, finished_at = $5, waiting = '', current_item = ''",
            [status, (object?)error ?? DBNull.Value, time.GetUtcNow()], cancellationToken);

    /// <summary>Gives the run back for a further attempt, after a pause.</summary>
    public Task<bool> RetryAsync(string reason, TimeSpan delay, CancellationToken cancellationToken) =>
        LeaveAsync("status = 'queued', error_message = $3, not_before = now() + $4, current_item = '', waiting = $5",
            [reason, delay, FormattableString.Invariant($"tries again in {delay.TotalSeconds:0.#} s")], cancellationToken);

    /// <summary>Gives the run back at once, because this worker stops. That is no attempt of the run.</summary>
    public Task<bool> RequeueAsync(CancellationToken cancellationToken) =>
        LeaveAsync("status = 'queued', attempt = attempt - 1, not_before = now(), current_item = '', waiting = ''", [], cancellationToken);

    /// <summary>Gives the run back because its job lets others go first, or waits for something. That is no attempt of the run.</summary>
    public Task<bool> PauseAsync(TimeSpan delay, string reason, CancellationToken cancellationToken) =>
        LeaveAsync("status = 'queued', attempt = attempt - 1, not_before = now() + $3, current_item = '', waiting = $4", [delay, reason], cancellationToken);

    // Counts from before the statement was sent, so that it ends no later than by the database's count.
    private void Prolong(long sent)
    {
        var left = duration - time.GetElapsedTime(sent);
        if (left > TimeSpan.Zero)
            _expiry.CancelAfter(left);
    }

    private async Task<bool> LeaveAsync(string assignments, object[] values, CancellationToken cancellationToken)
    {
        await using var command = Command($"""
            WITH left_run AS (
                UPDATE pipeline.pipeline_runs
                SET {assignments}, lease_owner = NULL, lease_until = NULL, revision = revision + 1
                WHERE id = $1 AND lease_owner = $2 AND status = 'running'
                RETURNING id, status)
            SELECT pg_notify('run_changed', id::text),
                   CASE WHEN status = 'queued' THEN pg_notify('run_queued', id::text) END
            FROM left_run
            """);
        foreach (var value in values)
        {
            command.Parameters.Add(value is DBNull
                ? new() { Value = value, NpgsqlDbType = NpgsqlDbType.Text }
                : new NpgsqlParameter { Value = value });
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken);
    }

    private NpgsqlBatchCommand WriteSources(IReadOnlyCollection<RunSource> sources) => new("""
        INSERT INTO pipeline.run_sources AS s
            (run_id, source, fetched, inserted, updated, unchanged, failed, requests, error, frozen, thawed)
        SELECT $1, * FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (run_id, source) DO UPDATE
        SET fetched = EXCLUDED.fetched, inserted = EXCLUDED.inserted, updated = EXCLUDED.updated,
            unchanged = EXCLUDED.unchanged, failed = EXCLUDED.failed, requests = EXCLUDED.requests, error = EXCLUDED.error,
            frozen = EXCLUDED.frozen, thawed = EXCLUDED.thawed
        WHERE (s.fetched, s.inserted, s.updated, s.unchanged, s.failed, s.requests, s.error, s.frozen, s.thawed) IS DISTINCT FROM
              (EXCLUDED.fetched, EXCLUDED.inserted, EXCLUDED.updated, EXCLUDED.unchanged, EXCLUDED.failed,
               EXCLUDED.requests, EXCLUDED.error, EXCLUDED.frozen, EXCLUDED.thawed)
        """)
    {
        Parameters =
        {
            new() { Value = run.Id },
            Array(sources, s => s.Source), Array(sources, s => s.Fetched), Array(sources, s => s.Inserted),
            Array(sources, s => s.Updated), Array(sources, s => s.Unchanged), Array(sources, s => s.Failed),
            Array(sources, s => s.Requests), Array(sources, s => s.Error), Array(sources, s => s.Frozen),
            Array(sources, s => s.Thawed),
        },
    };

    private NpgsqlBatchCommand WriteErrors(IReadOnlyCollection<RunError> errors) => new("""
        INSERT INTO pipeline.run_errors (run_id, source, item, cause, message, occurred_at)
        SELECT $1, * FROM unnest($2, $3, $4, $5, $6)
        """)
    {
        Parameters =
        {
            new() { Value = run.Id },
            Array(errors, e => e.Source), Array(errors, e => e.Item), Array(errors, e => e.Cause),
            Array(errors, e => e.Message), Array(errors, e => e.OccurredAt),
        },
    };

    private static NpgsqlParameter<TValue[]> Array<T, TValue>(IEnumerable<T> rows, Func<T, TValue> value) =>
        new() { TypedValue = [.. rows.Select(value)] };

    private NpgsqlCommand Command(string sql)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new() { Value = run.Id });
        command.Parameters.Add(new() { Value = run.LeaseOwner });
        return command;
    }
}

/// <summary>What earlier executions of a run counted.</summary>
internal sealed record SavedCounts(IReadOnlyList<RunSource> Sources, long MoviesProcessed);

/// <summary>Another worker holds the run now.</summary>
internal sealed class LeaseLostException(Guid run) : Exception($"The lease of run {run} is lost.");

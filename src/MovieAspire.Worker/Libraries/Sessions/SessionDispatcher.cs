using System.Globalization;
using Microsoft.Extensions.Options;
using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Worker.Runs;
using MovieAspire.Worker.Schema;
using Npgsql;

namespace MovieAspire.Worker.Libraries.Sessions;

/// <summary>
/// Queues a run for each session with work, when it is told of one and every <see cref="LibraryOptions.Interval"/>; removes the
/// expired ones. Every worker does this: a session never has two runs at once.
/// </summary>
internal sealed partial class SessionDispatcher(
    NpgsqlDataSource dataSource, RunQueue queue, SchemaReadiness schema, TimeProvider time, IOptions<LibraryOptions> options,
    ILogger<SessionDispatcher> logger) : BackgroundService
{
    private const int MaxDispatched = 1_000;

    // A session of 200,000 entries takes a second to delete.
    private const int MaxExpired = 20;

    /// <summary>A look at the newest run of each session with work: joined, all runs that there ever were are read.</summary>
    internal const string GiveUpSql = """
        WITH failed AS (
            UPDATE libraries.sessions s
            SET status = 'failed', work_done = work_wanted, waiting = '', revision = revision + 1,
                error_message = 'The analysis failed and was given up. Uploading the export again starts it anew.'
            WHERE work_done < work_wanted AND (
                SELECT r.status IN ('failed', 'cancelled') AND r.finished_at > s.wanted_at FROM pipeline.pipeline_runs r
                WHERE r.job = $1 AND r.subject = s.number::text ORDER BY r.created_at DESC LIMIT 1)
            RETURNING id)
        SELECT pg_notify('library_changed', id::text) FROM failed
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception e) when (DatabaseErrors.IsOfDatabase(e))
            {
                LogAway(e.Message);
                await Task.Delay(TimeSpan.FromSeconds(2), time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using (var listen = new NpgsqlCommand("LISTEN library_changed", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        while (true)
        {
            await DispatchAsync(cancellationToken);
            await connection.WaitAsync(options.Value.Interval, cancellationToken);
            // Progress of sessions at work is told the same way, many times a second.
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellationToken);
            while (await connection.WaitAsync(TimeSpan.FromMilliseconds(1), cancellationToken))
            {
                // All that came meanwhile is looked at together.
            }
        }
    }

    private async Task DispatchAsync(CancellationToken cancellationToken)
    {
        await GiveUpAsync(cancellationToken);
        foreach (var number in await WithWorkAsync(cancellationToken))
        {
            var subject = number.ToString(CultureInfo.InvariantCulture);
            await queue.EnqueueAsync(
                LibraryRuns.Job, new Dictionary<string, string> { [LibraryRuns.Subject] = subject }, "libraries", null, cancellationToken, subject);
        }

        await RemoveExpiredAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<long>> WithWorkAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            WITH again AS (
                UPDATE libraries.sessions SET work_wanted = work_wanted + 1, wanted_at = $1
                WHERE failed_count > 0 AND status = 'completed' AND work_done = work_wanted AND completed_at < $2 AND expires_at > $1
                RETURNING number)
            SELECT number FROM again
            UNION ALL (
                SELECT number FROM libraries.sessions s
                WHERE work_done < work_wanted AND expires_at > $1
                  AND NOT EXISTS (SELECT FROM pipeline.pipeline_runs r WHERE r.job = $3 AND r.subject = s.number::text AND r.status IN ('queued', 'running'))
                ORDER BY created_at LIMIT $4)
            """);
        var now = time.GetUtcNow();
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = now - options.Value.RetryAfter });
        command.Parameters.Add(new() { Value = LibraryRuns.Job });
        command.Parameters.Add(new() { Value = MaxDispatched });
        var numbers = new List<long>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            numbers.Add(row.GetInt64(0));
        return numbers;
    }

    // A run that failed for good, or whose workers died again and again, is not tried for ever.
    private async Task GiveUpAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(GiveUpSql);
        command.Parameters.Add(new() { Value = LibraryRuns.Job });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task RemoveExpiredAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            DELETE FROM libraries.sessions WHERE id IN (
                SELECT id FROM libraries.sessions WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)
            """);
        command.CommandTimeout = 300;
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        command.Parameters.Add(new() { Value = MaxExpired });
        if (await command.ExecuteNonQueryAsync(cancellationToken) is > 0 and var removed)
            LogExpired(removed);
    }

    [LoggerMessage(LogLevel.Information, "{Sessions} expired sessions are removed")]
    private partial void LogExpired(int sessions);

    [LoggerMessage(LogLevel.Warning, "Sessions with work cannot be looked for: {Reason}")]
    private partial void LogAway(string reason);
}

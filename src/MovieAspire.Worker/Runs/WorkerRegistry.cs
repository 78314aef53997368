using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Worker.Schema;
using Npgsql;

namespace MovieAspire.Worker.Runs;

/// <summary>
/// Keeps this process in pipeline.workers. One that is silent for three heartbeats counts as dead, and its row goes some
/// heartbeats later, by whoever beats next.
/// </summary>
internal sealed partial class WorkerRegistry(
    NpgsqlDataSource dataSource, WorkerIdentity worker, SchemaReadiness schema, TimeProvider time,
    IOptions<RunOptions> options, ILogger<WorkerRegistry> logger) : BackgroundService
{
    private const int HeartbeatsToDeath = 3;
    private const int HeartbeatsToRemoval = 10;

    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await using var command = dataSource.CreateCommand("DELETE FROM pipeline.workers WHERE id = $1");
            command.Parameters.Add(new() { Value = worker.Id });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (Exception e) when (e is OperationCanceledException || DatabaseErrors.IsOfDatabase(e))
        {
            LogMissed(e.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        while (true)
        {
            try
            {
                await BeatAsync(stoppingToken);
            }
            catch (Exception e) when (DatabaseErrors.IsOfDatabase(e))
            {
                LogMissed(e.Message);
            }

            await Task.Delay(options.Value.HeartbeatInterval, time, stoppingToken);
        }
    }

    // By the database's clock, like the leases: the only one that all workers share.
    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        var interval = options.Value.HeartbeatInterval;
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(new("""
            INSERT INTO pipeline.workers (id, host, started_at, heartbeat_at, expires_at)
            VALUES ($1, $2, $3, now(), now() + $4)
            ON CONFLICT (id) DO UPDATE SET heartbeat_at = EXCLUDED.heartbeat_at, expires_at = EXCLUDED.expires_at
            """)
        {
            Parameters =
            {
                new() { Value = worker.Id }, new() { Value = worker.Host }, new() { Value = _startedAt },
                new() { Value = interval * HeartbeatsToDeath },
            },
        });
        batch.BatchCommands.Add(new("DELETE FROM pipeline.workers WHERE expires_at < now() - $1")
        {
            Parameters = { new() { Value = interval * (HeartbeatsToRemoval - HeartbeatsToDeath) } },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "This worker's heartbeat could not be written: {Reason}")]
    private partial void LogMissed(string reason);
}

/// <summary>
/// Names this start of this process. Containers all have process 1 and may share a host name after a restart, hence the
/// random part.
/// </summary>
internal sealed class WorkerIdentity
{
    public string Host { get; } = Environment.MachineName;

    /// <summary>The claims of this worker begin with it and a slash.</summary>
    public string Id { get; } =
        $"{Environment.MachineName}:{Environment.ProcessId}:{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
}

using MovieAspire.Data.Notifications;
using MovieAspire.Worker.Schema;
using Npgsql;

namespace MovieAspire.Worker.Runs;

/// <summary>Wakes the executor when a run is queued, and the watchers of a run when it changes.</summary>
internal sealed partial class RunSignals(
    NpgsqlDataSource dataSource, SchemaReadiness schema, TimeProvider time, ILogger<RunSignals> logger)
    : BackgroundService
{
    private const string Queued = "run_queued";
    private const string Changed = "run_changed";

    private readonly NotificationListener _listener = new(dataSource, time, Queued, Changed);

    /// <summary>Changes of one run.</summary>
    public Subscription Watch(Guid run) => _listener.Watch(Changed, run.ToString());

    /// <summary>Newly queued runs.</summary>
    public Subscription WatchQueue() => _listener.Watch(Queued);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        await _listener.RunAsync(LogReconnect, stoppingToken);
    }

    [LoggerMessage(LogLevel.Warning, "Listening for runs failed and is tried again: {Reason}")]
    private partial void LogReconnect(string reason);
}

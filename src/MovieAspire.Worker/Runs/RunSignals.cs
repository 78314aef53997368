using System.Collections.Concurrent;
using System.Threading.Channels;
using MovieAspire.Worker.Schema;
using Npgsql;

namespace MovieAspire.Worker.Runs;

/// <summary>
/// The process's one LISTEN connection: wakes the executor when a run is queued, and the watchers of a run when it
/// changes. Notifications that a broken connection misses are made up for by waking all.
/// </summary>
internal sealed partial class RunSignals(
    NpgsqlDataSource dataSource, SchemaReadiness schema, TimeProvider time, ILogger<RunSignals> logger)
    : BackgroundService
{
    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromSeconds(1);

    // A connection that says nothing for so long is asked whether it still lives.
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(30);

    private const string Queued = "run_queued";
    private const string Changed = "run_changed";

    private readonly ConcurrentDictionary<RunSubscription, (string Channel, string Payload)> _subscriptions = new();

    /// <summary>Changes of one run.</summary>
    public RunSubscription Watch(Guid run) => Subscribe(Changed, run.ToString());

    /// <summary>Newly queued runs.</summary>
    public RunSubscription WatchQueue() => Subscribe(Queued, "");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                LogReconnect(e.Message);
                await Task.Delay(ReconnectDelay, time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => Dispatch(notification.Channel, notification.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {Queued}; LISTEN {Changed}", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        foreach (var subscription in _subscriptions.Keys)
            subscription.Wake();

        while (true)
        {
            if (await connection.WaitAsync(ProbeInterval, cancellationToken))
                continue;
            await using var probe = new NpgsqlCommand("SELECT 1", connection);
            await probe.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private void Dispatch(string channel, string payload)
    {
        foreach (var (subscription, wanted) in _subscriptions)
        {
            if (wanted.Channel == channel && (wanted.Payload.Length == 0 || wanted.Payload == payload))
                subscription.Wake();
        }
    }

    private RunSubscription Subscribe(string channel, string payload)
    {
        var subscription = new RunSubscription(time, ended => _subscriptions.TryRemove(ended, out _));
        _subscriptions[subscription] = (channel, payload);
        return subscription;
    }

    [LoggerMessage(LogLevel.Warning, "Listening for runs failed and is tried again: {Reason}")]
    private partial void LogReconnect(string reason);
}

/// <summary>Wakes its owner; several wakes while the owner is busy count as one.</summary>
internal sealed class RunSubscription(TimeProvider time, Action<RunSubscription> unsubscribe) : IDisposable
{
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => _wakes.Writer.TryWrite(true);

    /// <summary>Whether there was a wake since the last look.</summary>
    public bool TryTake() => _wakes.Reader.TryRead(out _);

    /// <summary>Waits for a wake, but no longer than <paramref name="atMost"/>: a notification may be lost.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _wakes.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing came in time.
        }
    }

    public void Dispose() => unsubscribe(this);
}

using System.Collections.Concurrent;
using System.Threading.Channels;
using Npgsql;

namespace MovieAspire.Catalog.Libraries.Sessions;

/// <summary>
/// The process's one LISTEN connection for sessions: wakes whoever watches one when it changes. Notifications that a broken
/// connection misses are made up for by waking all.
/// </summary>
internal sealed partial class SessionSignals(
    [FromKeyedServices(LibraryOptions.DataSourceKey)] NpgsqlDataSource dataSource, TimeProvider time, ILogger<SessionSignals> logger)
    : BackgroundService
{
    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromSeconds(2);

    // A connection that says nothing for so long is asked whether it still lives.
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<SessionSubscription, string> _subscriptions = new();

    public SessionSubscription Watch(Guid session)
    {
        var subscription = new SessionSubscription(time, ended => _subscriptions.TryRemove(ended, out _));
        _subscriptions[subscription] = session.ToString();
        return subscription;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                LogReconnect(e.Message);
                await Task.Delay(ReconnectDelay, time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => Dispatch(notification.Payload);
        await using (var listen = new NpgsqlCommand("LISTEN library_changed", connection))
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

    private void Dispatch(string session)
    {
        foreach (var (subscription, wanted) in _subscriptions)
        {
            if (wanted == session)
                subscription.Wake();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Listening for sessions failed and is tried again: {Reason}")]
    private partial void LogReconnect(string reason);
}

/// <summary>Wakes its owner; several wakes while the owner is busy count as one.</summary>
internal sealed class SessionSubscription(TimeProvider time, Action<SessionSubscription> unsubscribe) : IDisposable
{
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => _wakes.Writer.TryWrite(true);

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

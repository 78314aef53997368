using System.Collections.Concurrent;
using System.Threading.Channels;
using Npgsql;

namespace MovieAspire.Data.Notifications;

/// <summary>
/// One LISTEN connection for a whole process: wakes who waits for a channel, or for one payload of it. Notifications that a
/// broken connection misses are made up for by waking all.
/// </summary>
/// <param name="dataSource">Where the connection comes from.</param>
/// <param name="time">Of all waiting.</param>
/// <param name="channels">Names that need no quotes.</param>
public sealed class NotificationListener(NpgsqlDataSource dataSource, TimeProvider time, params IReadOnlyList<string> channels)
{
    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromSeconds(1);

    // A connection that says nothing for so long is asked whether it still lives.
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Subscription, (string Channel, string Payload)> _subscriptions = new();

    /// <param name="channel">One of those that are listened to.</param>
    /// <param name="payload">Empty for any.</param>
    public Subscription Watch(string channel, string payload = "")
    {
        var subscription = new Subscription(time, ended => _subscriptions.TryRemove(ended, out _));
        _subscriptions[subscription] = (channel, payload);
        return subscription;
    }

    /// <summary>Listens until it is cancelled, and connects again whenever the connection breaks.</summary>
    /// <param name="broken">Is told why.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Action<string> broken, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(cancellationToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                broken(e.Message);
                await Task.Delay(ReconnectDelay, time, cancellationToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => Dispatch(notification.Channel, notification.Payload);
#pragma warning disable CA2100 // names of channels, which are constants of their owners
        await using (var listen = new NpgsqlCommand(string.Join(';', channels.Select(channel => $"LISTEN {channel}")), connection))
#pragma warning restore CA2100
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
}

/// <summary>Wakes its owner; several wakes while the owner is busy count as one.</summary>
public sealed class Subscription : IDisposable
{
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly TimeProvider _time;
    private readonly Action<Subscription> _unsubscribe;

    internal Subscription(TimeProvider time, Action<Subscription> unsubscribe) => (_time, _unsubscribe) = (time, unsubscribe);

    /// <summary>Whether there was a wake since the last look.</summary>
    public bool TryTake() => _wakes.Reader.TryRead(out _);

    /// <summary>Waits for a wake, but no longer than <paramref name="atMost"/>: a notification may be lost.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(atMost, _time);
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

    /// <summary>Nobody wakes it any more.</summary>
    public void Dispose() => _unsubscribe(this);

    internal void Wake() => _wakes.Writer.TryWrite(true);
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace MovieAspire.Providers.Caching;

/// <summary>Redis where it answers at once, and nothing where it does not: a call never waits for a Redis that
/// is away, but for the one that finds out. After a failure nobody asks for five seconds.</summary>
internal sealed partial class RedisGate(IServiceProvider services, TimeProvider time, ILogger<RedisGate> logger)
{
    // Longer than a busy machine may hold up an answer: whoever gives up falls back to a limit of its own.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private Task<IConnectionMultiplexer?>? connecting;
    private long? closedSince;

    /// <summary>The call's result, or false at once or after a second.</summary>
    public async ValueTask<(bool Answered, T? Value)> TryAsync<T>(
        Func<IDatabase, Task<T>> call, CancellationToken cancellationToken)
    {
        if (IsClosed || await ConnectionAsync(cancellationToken) is not { } connection)
            return (false, default);

        try
        {
            var value = await call(connection.GetDatabase()).WaitAsync(AnswerTimeout, time, cancellationToken);
            Open();
            return (true, value);
        }
        catch (Exception error) when (error is RedisException or TimeoutException or ObjectDisposedException)
        {
            Close(error);
            return (false, default);
        }
    }

    /// <summary>Sends a command whose answer nobody waits for, if Redis is there.</summary>
    public void Send(Func<IDatabase, Task> command)
    {
        if (IsClosed || connecting is not { IsCompletedSuccessfully: true, Result: { } connection })
            return;

        try
        {
            _ = command(connection.GetDatabase());
        }
        catch (Exception error) when (error is RedisException or ObjectDisposedException)
        {
            Close(error);
        }
    }

    private bool IsClosed => closedSince is { } since && time.GetElapsedTime(since) < Pause;

    // Making the connection can take seconds and throw: it happens aside, and only the first callers wait a moment.
    private async ValueTask<IConnectionMultiplexer?> ConnectionAsync(CancellationToken cancellationToken)
    {
        Task<IConnectionMultiplexer?> current;
        lock (gate)
        {
            if (connecting is null or { IsFaulted: true })
                connecting = Task.Run(services.GetService<IConnectionMultiplexer>, CancellationToken.None);
            current = connecting;
        }

        try
        {
            return current.IsCompletedSuccessfully
                ? current.Result
                : await current.WaitAsync(ConnectTimeout, time, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Close(error);
            return null;
        }
    }

    private void Open()
    {
        lock (gate)
        {
            if (closedSince is null)
                return;
            closedSince = null;
        }

        LogBack();
    }

    private void Close(Exception error)
    {
        bool isNew;
        lock (gate)
        {
            isNew = closedSince is null;
            closedSince = time.GetTimestamp();
        }

        if (isNew)
            LogAway(error.Message);
    }

    [LoggerMessage(LogLevel.Warning, "Redis is away ({Reason}): providers are limited by this process alone, nothing is cached")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Information, "Redis is back: provider limits are shared again")]
    private partial void LogBack();
}

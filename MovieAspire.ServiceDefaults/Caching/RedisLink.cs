using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace MovieAspire.ServiceDefaults.Caching;

/// <summary>
/// Redis behind a circuit: the call that meets a failure waits for it, at most <see cref="CacheOptions.Timeout"/>;
/// later ones skip Redis at once, until a probe in the background, tried every
/// <see cref="CacheOptions.RetryDelay"/> while there is traffic, gets an answer.
/// </summary>
internal sealed partial class RedisLink(
    IServiceProvider services, IOptions<CacheOptions> options, TimeProvider time, ILogger<RedisLink> logger) : IHostedService
{
    // Connecting takes longer than an answer; a service without Redis starts all the same.
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(2);

    // Null while Redis is away.
    private volatile IDatabase? _database;
    private long _nextProbe = long.MinValue;

    /// <summary>Calls Redis; <c>Answered</c> is false when it is away.</summary>
    public async Task<(bool Answered, T? Value)> TryAsync<T>(Func<IDatabase, Task<T>> call, CancellationToken cancellationToken)
    {
        if (_database is not { } database)
        {
            _ = ProbeIfDueAsync();
            return (false, default);
        }

        try
        {
            return (true, await call(database).WaitAsync(options.Value.Timeout, time, cancellationToken));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsAway(e))
        {
            Open(e);
            return (false, default);
        }
    }

    // Throws what no waiting mends, such as a missing connection string.
    public async Task StartAsync(CancellationToken cancellationToken) =>
        await await Task.WhenAny(ProbeIfDueAsync(), Task.Delay(StartPatience, time, cancellationToken));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Open(Exception reason)
    {
        Volatile.Write(ref _nextProbe, NextProbe());
        if (Interlocked.Exchange(ref _database, null) is not null)
            LogAway(logger, reason.Message);
    }

    private async Task ProbeIfDueAsync()
    {
        var due = Volatile.Read(ref _nextProbe);
        if (time.GetTimestamp() < due || Interlocked.CompareExchange(ref _nextProbe, NextProbe(), due) != due)
            return;

        try
        {
            // Resolving the client connects, which blocks.
            var database = await Task.Run(() => services.GetRequiredService<IConnectionMultiplexer>().GetDatabase());
            await database.PingAsync().WaitAsync(options.Value.Timeout, time);
            _database = database;
            LogBack(logger);
        }
        catch (Exception e) when (IsAway(e))
        {
            LogStillAway(logger, e.Message);
        }
    }

    private long NextProbe() => time.GetTimestamp() + (long)(options.Value.RetryDelay.TotalSeconds * time.TimestampFrequency);

    private static bool IsAway(Exception error) =>
        error is RedisException or TimeoutException or OperationCanceledException or ObjectDisposedException;

    [LoggerMessage(LogLevel.Warning, "Redis is away, reads go on without it: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Debug, "Redis is still away: {Reason}")]
    private static partial void LogStillAway(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "Redis answers")]
    private static partial void LogBack(ILogger logger);
}

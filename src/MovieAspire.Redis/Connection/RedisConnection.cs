using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using StackExchange.Redis;

namespace MovieAspire.Redis.Connection;

/// <summary>
/// Redis behind one circuit for the whole process. While there is no connection nobody asks. Where there is one and no
/// answer, a caller waits <see cref="RedisOptions.Timeout"/> at most; once most of the latest calls failed nobody asks any
/// more, but for one caller every <see cref="RedisOptions.RetryDelay"/>. Nothing here throws because Redis is away.
/// </summary>
public sealed partial class RedisConnection : IHostedService
{
    // Connecting takes longer than an answer; a service without Redis starts all the same.
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(2);

    private readonly IServiceProvider _services;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly ResiliencePipeline _circuit;
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ILogger _logger;
    private Task<IConnectionMultiplexer?> _connecting = Task.FromResult<IConnectionMultiplexer?>(null);

    public RedisConnection(
        IServiceProvider services, IOptions<RedisOptions> options, TimeProvider time, ILogger<RedisConnection> logger)
    {
        _services = services;
        _time = time;
        _timeout = options.Value.Timeout;
        _logger = logger;
        _circuit = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = arguments => new(IsAway(arguments.Outcome.Exception)),
                // One slow answer proves nothing, nor do those of one short pause among many good ones. So long that a
                // lone caller, who waits for each, meets several failures within it.
                FailureRatio = 0.5,
                MinimumThroughput = 3,
                SamplingDuration = TimeSpan.FromSeconds(Math.Max(0.5, 4 * _timeout.TotalSeconds)),
                BreakDuration = options.Value.RetryDelay,
                StateProvider = _state,
                OnOpened = arguments =>
                {
                    LogAway(logger, arguments.Outcome.Exception?.Message ?? "no answer");
                    return default;
                },
                OnClosed = _ =>
                {
                    LogBack(logger);
                    return default;
                },
            })
            .Build();
    }

    /// <summary>Calls Redis; <c>Answered</c> is false when it is away.</summary>
    public async ValueTask<(bool Answered, T? Value)> TryAsync<T>(
        Func<IDatabase, Task<T>> call, CancellationToken cancellationToken)
    {
        // A command to a server that is not there would be queued, or throw.
        if (_connecting is not { IsCompletedSuccessfully: true, Result: { IsConnected: true } redis })
            return (false, default);

        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            // As an outcome and not as an exception: while the circuit is open this happens for every call.
            var outcome = await _circuit.ExecuteOutcomeAsync(AskAsync, context, (Redis: redis, Call: call));
            if (outcome.Exception is null)
                return (true, outcome.Result);

            if (outcome.Exception is not BrokenCircuitException && !IsAway(outcome.Exception))
                outcome.ThrowIfException();
            return (false, default);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>
    /// Sends a command whose answer nobody waits for, with CommandFlags.FireAndForget, where Redis answers others. It says
    /// nothing about Redis' health, so the circuit does not count it.
    /// </summary>
    public void Send(Func<IDatabase, Task> command)
    {
        if (_state.CircuitState is not CircuitState.Closed
            || _connecting is not { IsCompletedSuccessfully: true, Result: { IsConnected: true } redis })
            return;

        try
        {
            _ = command(redis.GetDatabase());
        }
        catch (Exception e) when (IsAway(e))
        {
            // The connection broke just now, of which the next caller hears.
        }
    }

    // Throws what no waiting mends, such as a connection string that cannot be read.
    async Task IHostedService.StartAsync(CancellationToken cancellationToken)
    {
        _connecting = Task.Run(Connect, CancellationToken.None);
        await await Task.WhenAny(_connecting, Task.Delay(StartPatience, _time, cancellationToken));
    }

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Resolving the client connects, which blocks; it goes on trying when the server is away.
    private IConnectionMultiplexer? Connect()
    {
        if (_services.GetService<IConnectionMultiplexer>() is not { } redis)
            return null;

        if (!redis.IsConnected)
            LogAway(_logger, "there is no connection yet");
        // The other connection is for subscriptions, of which there are none.
        redis.ConnectionFailed += (_, failure) =>
        {
            if (failure.ConnectionType is ConnectionType.Interactive)
                LogAway(_logger, failure.FailureType.ToString());
        };
        redis.ConnectionRestored += (_, restored) =>
        {
            if (restored.ConnectionType is ConnectionType.Interactive)
                LogBack(_logger);
        };
        return redis;
    }

    private async ValueTask<Outcome<T>> AskAsync<T>(
        ResilienceContext context, (IConnectionMultiplexer Redis, Func<IDatabase, Task<T>> Call) ask)
    {
        try
        {
            return Outcome.FromResult(
                await ask.Call(ask.Redis.GetDatabase()).WaitAsync(_timeout, _time, context.CancellationToken));
        }
        // A connection that breaks cancels what waits for it.
        catch (OperationCanceledException e) when (!context.CancellationToken.IsCancellationRequested)
        {
            return Outcome.FromException<T>(new TimeoutException("The connection broke.", e));
        }
        catch (Exception e)
        {
            return Outcome.FromException<T>(e);
        }
    }

    private static bool IsAway(Exception? error) =>
        error is RedisException or TimeoutException or ObjectDisposedException;

    [LoggerMessage(LogLevel.Warning, "Redis is away, everything goes on without it: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "Redis answers again")]
    private static partial void LogBack(ILogger logger);
}

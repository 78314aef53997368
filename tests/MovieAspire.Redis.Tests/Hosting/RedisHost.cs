using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MovieAspire.Redis.Caching;
using MovieAspire.Redis.Connection;
using MovieAspire.Redis.Generations;
using MovieAspire.Testing;

namespace MovieAspire.Redis.Tests.Hosting;

/// <summary>A process that uses Redis, as a service of its own in this one.</summary>
internal sealed class RedisHost : IAsyncDisposable
{
    private readonly IHost _host;

    private RedisHost(IHost host) => _host = host;

    public RedisConnection Redis => Get<RedisConnection>();

    public DataGenerations Generations => Get<DataGenerations>();

    public MessageCache Cache => Get<MessageCache>();

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    /// <param name="redis">Connection string; null for a process without Redis.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="settings">Configuration keys and values.</param>
    public static async Task<RedisHost> StartAsync(
        string? redis, TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:redis"] = redis, ["Redis:Timeout"] = RedisServer.Patience,
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.AddMessageCache();
        builder.Services.AddHealthChecks();
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    /// <summary>Connecting takes longer on a busy machine than a process waits for it at its start.</summary>
    public Task ConnectedAsync() => Eventually.IsAsync(
        async () => (await Redis.TryAsync(database => database.PingAsync(), CancellationToken.None)).Answered);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

/// <summary>Waiting for what comes by itself, for a bounded time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task IsAsync(Func<bool> condition) => IsAsync(() => Task.FromResult(condition()));

    public static async Task IsAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!await condition())
            await Task.Delay(5, deadline.Token);
    }
}

/// <summary>A call to a gRPC service that nobody made.</summary>
internal sealed class TestCall(CancellationToken cancellationToken = default) : ServerCallContext
{
    public DateTimeOffset? StaleSince => ResponseTrailers.GetValue(StaleReads.Trailer) is { } since
        ? DateTimeOffset.Parse(since, System.Globalization.CultureInfo.InvariantCulture)
        : null;

    protected override string MethodCore => "/test";

    protected override string HostCore => "test";

    protected override string PeerCore => "test";

    protected override DateTime DeadlineCore => DateTime.MaxValue;

    protected override Metadata RequestHeadersCore { get; } = [];

    protected override CancellationToken CancellationTokenCore => cancellationToken;

    protected override Metadata ResponseTrailersCore { get; } = [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore { get; } = new("", []);

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException();
}

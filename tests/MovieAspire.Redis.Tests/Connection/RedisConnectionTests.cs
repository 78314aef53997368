using Microsoft.Extensions.Diagnostics.HealthChecks;
using MovieAspire.Redis.Tests.Hosting;
using MovieAspire.Testing;
using StackExchange.Redis;
using Xunit;

namespace MovieAspire.Redis.Tests.Connection;

public sealed class RedisConnectionTests
{
    private static readonly (string, string) LongBreak = ("Redis:RetryDelay", "00:05:00");

    [Fact]
    public async Task One_call_that_is_late_does_not_keep_the_others_from_asking()
    {
        await using var server = await RedisServer.StartOwnAsync();
        await using var host = await RedisHost.StartAsync(server.ConnectionString, null, ("Redis:Timeout", "00:00:00.250"), LongBreak);
        for (var i = 0; i < 20; i++)
            Assert.True(await PingAsync(host));

        await server.PauseAsync();
        Assert.False(await PingAsync(host));
        await server.ResumeAsync();

        await Eventually.IsAsync(() => PingAsync(host));
    }

    [Fact]
    public async Task A_redis_that_hangs_is_soon_not_asked_any_more()
    {
        await using var server = await RedisServer.StartOwnAsync();
        await using var host = await RedisHost.StartAsync(server.ConnectionString, null, ("Redis:Timeout", "00:00:00.1"), LongBreak);
        Assert.True(await PingAsync(host));
        await server.PauseAsync();

        // Each call waits for the one before, as those of one request do.
        var asked = await AskedAsync(host, calls: 100);
        Assert.InRange(asked, 2, 20);
        Assert.Equal(0, await AskedAsync(host, calls: 10));
        Assert.Equal(HealthStatus.Degraded, await HealthAsync(host));
        await server.ResumeAsync();
    }

    [Fact]
    public async Task A_redis_that_is_gone_costs_nothing_and_is_used_again_when_it_is_back()
    {
        await using var server = await RedisServer.StartOwnAsync();
        await using var host = await RedisHost.StartAsync(server.ConnectionString, null, ("Redis:RetryDelay", "00:00:00.5"));
        Assert.True(await PingAsync(host));
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(host));

        await server.StopAsync();
        await Eventually.IsAsync(async () => !await PingAsync(host));
        Assert.Equal(0, await AskedAsync(host, calls: 10));
        Assert.Equal(HealthStatus.Degraded, await HealthAsync(host));

        await server.StartAsync();
        await Eventually.IsAsync(() => PingAsync(host));
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(host));
    }

    [Fact]
    public async Task Without_a_connection_string_nothing_is_asked_and_no_health_reported()
    {
        await using var host = await RedisHost.StartAsync(null);

        Assert.Equal(0, await AskedAsync(host, calls: 3));
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(host));
    }

    [Fact]
    public async Task Whoever_leaves_hears_that_it_was_cancelled_and_not_that_redis_is_away()
    {
        await using var server = await RedisServer.StartOwnAsync();
        await using var host = await RedisHost.StartAsync(server.ConnectionString);
        await server.PauseAsync();
        using var leaves = new CancellationTokenSource();

        var call = host.Redis.TryAsync(database => database.PingAsync(), leaves.Token).AsTask();
        await leaves.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await server.ResumeAsync();
    }

    [Fact]
    public async Task What_is_wrong_with_a_command_is_an_error_of_the_caller()
    {
        await using var host = await RedisHost.StartAsync(await RedisServer.CreateDatabaseAsync());
        await host.ConnectedAsync();

        await Assert.ThrowsAsync<ArgumentException>(async () => await host.Redis.TryAsync<RedisValue>(
            _ => throw new ArgumentException("a bug"), CancellationToken.None));
    }

    private static async Task<bool> PingAsync(RedisHost host) =>
        (await host.Redis.TryAsync(database => database.PingAsync(), CancellationToken.None)).Answered;

    // How many of the calls, one after another, got as far as Redis' client.
    private static async Task<int> AskedAsync(RedisHost host, int calls)
    {
        var asked = 0;
        for (var i = 0; i < calls; i++)
        {
            await host.Redis.TryAsync(
                database =>
                {
                    asked++;
                    return database.PingAsync();
                },
                CancellationToken.None);
        }

        return asked;
    }

    private static async Task<HealthStatus> HealthAsync(RedisHost host) =>
        (await host.Get<HealthCheckService>().CheckHealthAsync()).Status;
}

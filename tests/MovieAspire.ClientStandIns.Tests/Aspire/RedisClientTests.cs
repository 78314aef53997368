using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using MovieAspire.Testing;
using StackExchange.Redis;

namespace MovieAspire.ClientStandIns.Tests.Aspire;

public class RedisClientTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_client_uses_the_database_of_its_connection_string()
    {
        string connectionString = await RedisServer.CreateDatabaseAsync();
        using IHost host = Host(connectionString);
        IDatabase redis = Redis(host).GetDatabase();

        await redis.StringSetAsync("key", "value");

        Assert.Equal("value", await redis.StringGetAsync("key"));
        Assert.EndsWith($"={redis.Database}", connectionString, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_connection_string_is_named_when_the_client_is_asked_for()
    {
        using IHost host = Host(null);

        Assert.Equal(
            "No endpoints specified. Ensure a valid connection string was provided in 'ConnectionStrings:redis' or "
            + "for the 'Aspire:StackExchange:Redis:ConnectionString' configuration key.",
            Assert.Throws<InvalidOperationException>(() => Redis(host)).Message);
    }

    [Fact]
    public async Task Options_come_from_configuration_and_then_from_code()
    {
        ConfigurationOptions? seen = null;
        HostApplicationBuilder builder = Builder($"{await RedisServer.CreateDatabaseAsync()},connectRetry=4");
        builder.Configuration["Aspire:StackExchange:Redis:redis:ConfigurationOptions:ConnectTimeout"] = "1234";
        builder.AddRedisClient("redis", configureOptions: options => seen = options);
        using IHost host = builder.Build();
        Redis(host);

        Assert.NotNull(seen);
        Assert.Equal((false, 4, 1234), (seen.AbortOnConnectFail, seen.ConnectRetry, seen.ConnectTimeout));
    }

    [Fact]
    public async Task Keyed_clients_are_apart()
    {
        HostApplicationBuilder builder = Builder(await RedisServer.CreateDatabaseAsync());
        builder.Configuration["ConnectionStrings:other"] = await RedisServer.CreateDatabaseAsync();
        builder.AddRedisClient("redis");
        builder.AddKeyedRedisClient("other");
        using IHost host = builder.Build();
        await Redis(host).GetDatabase().StringSetAsync("key", "value");

        var other = host.Services.GetRequiredKeyedService<IConnectionMultiplexer>("other");
        Assert.False(await other.GetDatabase().KeyExistsAsync("key"));
        HealthReport report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(["StackExchange.Redis", "StackExchange.Redis_other"], report.Entries.Keys.Order());
    }

    [Fact]
    public async Task A_server_away_at_the_start_is_found_when_it_comes()
    {
        await using RedisInstance server = await RedisServer.StartOwnAsync();
        await server.StopAsync();
        using IHost host = Host($"{server.ConnectionString},connectTimeout=500");
        var health = host.Services.GetRequiredService<HealthCheckService>();
        long start = Stopwatch.GetTimestamp();

        IConnectionMultiplexer redis = Redis(host);
        Log("connected without a server", start);
        await FailsAsync(redis);
        Assert.Equal(HealthStatus.Unhealthy, (await health.CheckHealthAsync()).Status);

        await server.StartAsync();
        start = Stopwatch.GetTimestamp();
        await UntilAsync(() => redis.GetDatabase().StringSetAsync("key", "value"));
        Log("connected after", start);
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);
    }

    [Fact]
    public async Task A_server_that_stops_fails_commands_and_is_found_again()
    {
        await using RedisInstance server = await RedisServer.StartOwnAsync();
        using IHost host = Host($"{server.ConnectionString},connectTimeout=500");
        IConnectionMultiplexer redis = Redis(host);
        await redis.GetDatabase().StringSetAsync("key", "value");

        await server.StopAsync();
        long start = Stopwatch.GetTimestamp();
        await FailsAsync(redis);
        Log("failed after", start);
        start = Stopwatch.GetTimestamp();
        await FailsAsync(redis);
        Log("failed again after", start);

        await server.StartAsync();
        start = Stopwatch.GetTimestamp();
        await UntilAsync(() => redis.GetDatabase().StringSetAsync("key", "value"));
        Log("reconnected after", start);
    }

    [Fact]
    public async Task A_server_that_hangs_makes_the_health_check_fail_in_time()
    {
        await using RedisInstance server = await RedisServer.StartOwnAsync();
        using IHost host = Host(server.ConnectionString);
        IConnectionMultiplexer redis = Redis(host);
        var health = host.Services.GetRequiredService<HealthCheckService>();
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);

        await server.PauseAsync();
        Task<RedisValue> get = redis.GetDatabase().StringGetAsync("key");
        Assert.Equal(HealthStatus.Unhealthy, (await health.CheckHealthAsync().WaitAsync(Patience)).Status);
        await server.ResumeAsync();

        // 1.2.6 waits for ever and 2.x gives up by its own timeout: why product code puts a limit on its own waits.
        Exception? error = await Record.ExceptionAsync(() => get.WaitAsync(Patience));
        Assert.True(error is null or RedisTimeoutException, error?.ToString());
        await UntilAsync(() => redis.GetDatabase().StringGetAsync("key"));
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);
    }

    private static HostApplicationBuilder Builder(string? connectionString)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["ConnectionStrings:redis"] = connectionString;
        return builder;
    }

    private static IHost Host(string? connectionString)
    {
        HostApplicationBuilder builder = Builder(connectionString);
        builder.AddRedisClient("redis");
        return builder.Build();
    }

    private static IConnectionMultiplexer Redis(IHost host) =>
        host.Services.GetRequiredService<IConnectionMultiplexer>();

    // 1.2.6 fails at once; 2.x keeps the command for a while, in case the server comes back.
    private static async Task FailsAsync(IConnectionMultiplexer redis)
    {
        Exception? error = await Record.ExceptionAsync(() => redis.GetDatabase().StringGetAsync("key").WaitAsync(Patience));
        Assert.True(error is RedisException or RedisTimeoutException, error?.ToString() ?? "It succeeded.");
    }

    private static async Task UntilAsync(Func<Task> command)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await command().WaitAsync(Patience);
                return;
            }
            catch (Exception e) when (e is RedisException or RedisTimeoutException && Stopwatch.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(20);
            }
        }
    }

    private void Log(string what, long start) =>
        output.WriteLine($"{what} {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");
}

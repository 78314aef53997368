using MovieAspire.Testing;
using StackExchange.Redis;

namespace MovieAspire.ClientStandIns.Tests.TestServers;

public class RedisServerTests
{
    [Fact]
    public async Task Every_database_is_new_and_empty()
    {
        await SetAsync(await RedisServer.CreateDatabaseAsync(), "key");

        using var other = await ConnectionMultiplexer.ConnectAsync(await RedisServer.CreateDatabaseAsync());
        Assert.False(await other.GetDatabase().KeyExistsAsync("key"));
    }

    [Fact]
    public async Task An_own_server_comes_back_on_its_port_and_leaves_nothing()
    {
        RedisInstance server = await RedisServer.StartOwnAsync();
        await SetAsync(server.ConnectionString, "key");

        await server.StopAsync();
        await Assert.ThrowsAsync<RedisConnectionException>(() => SetAsync(server.ConnectionString, "key"));
        await server.StartAsync();
        await SetAsync(server.ConnectionString, "key");
        await server.PauseAsync();
        await server.DisposeAsync();

        await Assert.ThrowsAsync<RedisConnectionException>(() => SetAsync(server.ConnectionString, "key"));
    }

    private static async Task SetAsync(string connectionString, string key)
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync($"{connectionString},connectTimeout=1000");
        await redis.GetDatabase().StringSetAsync(key, "value");
    }
}

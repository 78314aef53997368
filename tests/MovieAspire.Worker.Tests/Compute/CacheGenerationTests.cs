using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MovieAspire.Testing;
using MovieAspire.Worker.Compute;
using StackExchange.Redis;

namespace MovieAspire.Worker.Tests.Compute;

public class CacheGenerationTests
{
    [Fact]
    public async Task A_change_advances_both_generations()
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(await RedisServer.CreateDatabaseAsync());
        await using var services = new ServiceCollection().AddSingleton<IConnectionMultiplexer>(redis).BuildServiceProvider();
        var generations = new CacheGenerations(services, TimeProvider.System, NullLogger<CacheGenerations>.Instance);
        var before = await ReadAsync(redis);

        await generations.AdvanceAsync();

        Assert.Equal(before.Select(number => number + 1), await ReadAsync(redis));
    }

    [Fact]
    public async Task Without_redis_nothing_happens()
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await new CacheGenerations(services, TimeProvider.System, NullLogger<CacheGenerations>.Instance).AdvanceAsync();
    }

    private static async Task<long[]> ReadAsync(ConnectionMultiplexer redis)
    {
        var values = await redis.GetDatabase().StringGetAsync(["catalog:generation", "analytics:generation"]);
        return [.. values.Select(value => value.TryParse(out long number) ? number : 0)];
    }
}

extern alias catalog;

using Microsoft.Extensions.DependencyInjection;
using MovieAspire.Gateway.Tests.Hosting;
using MovieAspire.Testing;

namespace MovieAspire.Gateway.Tests.Service;

public class HealthMemoryTests
{
    [Fact]
    public async Task Services_are_asked_once_a_second_at_most_however_many_ask()
    {
        var clock = new Clock();
        var catalogHost = BackendHost.Start<catalog::Program>(await MovieDatabase.CreateAsync(), await RedisServer.CreateDatabaseAsync());
        await using var gateway = new GatewayHost(
            BackendHost.Announce(catalogHost, "catalog"), services => services.AddSingleton<TimeProvider>(clock));
        var before = await gateway.GetAsync("/health");
        Assert.Equal("healthy", Postgres(before));
        Assert.True((await gateway.GetAsync("/metrics")).Json.GetProperty("cache").GetProperty("layers").TryGetProperty("catalog", out _));

        await catalogHost.DisposeAsync();

        clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(before.Bytes, (await gateway.GetAsync("/health")).Bytes);
        Assert.True((await gateway.GetAsync("/metrics")).Json.GetProperty("cache").GetProperty("layers").TryGetProperty("catalog", out _));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("unknown", Postgres(await gateway.GetAsync("/health")));
        Assert.False((await gateway.GetAsync("/metrics")).Json.GetProperty("cache").GetProperty("layers").TryGetProperty("catalog", out _));
    }

    private static string? Postgres(Reply health) => health.Json.GetProperty("postgres").GetProperty("status").GetString();

    private sealed class Clock : TimeProvider
    {
        private long _timestamp;

        public void Advance(TimeSpan by) => _timestamp += by.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _timestamp;
    }
}

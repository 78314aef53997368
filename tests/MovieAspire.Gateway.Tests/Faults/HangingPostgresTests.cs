extern alias analytics;
extern alias catalog;

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MovieAspire.Gateway.Tests.Hosting;
using MovieAspire.Testing;

namespace MovieAspire.Gateway.Tests.Faults;

public class HangingPostgresTests
{
    [Fact]
    public async Task Health_answers_within_three_seconds_when_Postgres_does_not_answer_at_all()
    {
        // Accepts connections, as the system does for a stopped process, and says nothing.
        using var hanging = new TcpListener(IPAddress.Loopback, 0);
        hanging.Start();
        var movieDb = $"Host=127.0.0.1;Port={((IPEndPoint)hanging.LocalEndpoint).Port};Username=u;Password=p";
        var redis = await RedisServer.CreateDatabaseAsync();
        await using var catalogHost = BackendHost.Start<catalog::Program>(movieDb, redis);
        await using var analyticsHost = BackendHost.Start<analytics::Program>(movieDb, redis);
        await using var gateway = new GatewayHost(new(
            [.. BackendHost.Announce(catalogHost, "catalog"), .. BackendHost.Announce(analyticsHost, "analytics")]));

        // The first request compiles half of the process, and the machine may be busy: one good time proves the bound,
        // because a check that waited for Postgres would take fifteen seconds each time.
        var elapsed = TimeSpan.MaxValue;
        var health = await Eventually.AnswersAsync(
            async () =>
            {
                var started = Stopwatch.GetTimestamp();
                var reply = await gateway.GetAsync("/health");
                elapsed = Stopwatch.GetElapsedTime(started);
                return reply;
            },
            reply => elapsed < TimeSpan.FromSeconds(3)
                && reply.Json.GetProperty("postgres").GetProperty("status").GetString() is "unhealthy");

        Assert.Equal(503, (int)health.Status);
        Assert.Contains("within 1 s", health.Json.GetProperty("postgres").GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("healthy", health.Json.GetProperty("redis").GetProperty("status").GetString());
    }
}

using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Service;

[Collection(PlatformGroup.Name)]
public class HealthTests(Platform platform)
{
    [Fact]
    public async Task Without_a_worker_reads_go_on_and_health_is_degraded()
    {
        var reply = await platform.Gateway.GetAsync("/health");

        Assert.Equal(200, (int)reply.Status);
        Assert.Equal("degraded", reply.Json.GetProperty("status").GetString());
        foreach (var part in new[] { "postgres", "schema", "redis", "catalog", "analytics" })
        {
            Assert.Equal("healthy", reply.Json.GetProperty(part).GetProperty("status").GetString());
            Assert.True(reply.Json.GetProperty(part).GetProperty("latency_ms").GetDouble() >= 0);
        }

        Assert.Equal("unhealthy", reply.Json.GetProperty("worker").GetProperty("status").GetString());
    }
}

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
        foreach (var part in new[] { "postgres", "schema", "redis", "analytics" })
        {
            Assert.Equal("healthy", reply.Json.GetProperty(part).GetProperty("status").GetString());
            Assert.True(reply.Json.GetProperty(part).GetProperty("latency_ms").GetDouble() >= 0);
        }

        foreach (var part in new[] { "meilisearch", "catalog" })
            Assert.Equal("degraded", reply.Json.GetProperty(part).GetProperty("status").GetString());
        Assert.Contains(
            "Meilisearch is not configured", reply.Json.GetProperty("meilisearch").GetProperty("reason").GetString(),
            StringComparison.Ordinal);
        Assert.Equal("unhealthy", reply.Json.GetProperty("worker").GetProperty("status").GetString());
    }
}

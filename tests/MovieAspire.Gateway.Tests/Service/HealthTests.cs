using MovieAspire.Gateway.Service;
using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Service;

public class HealthSummaryTests(LoneGateway lone) : IClassFixture<LoneGateway>
{
    private static readonly ServiceHealth Well = Answer("healthy", ("postgres", "healthy"), ("schema", "healthy"), ("redis", "healthy"));

    [Fact]
    public void All_well_is_healthy()
    {
        var health = HealthSummary.Of(Well, Well, Well);

        Assert.Equal("healthy", health.Status);
        Assert.Equal("healthy", health.Postgres.Status);
        Assert.Equal("unknown", health.Meilisearch.Status);
    }

    [Fact]
    public void Reads_without_a_cache_or_a_worker_are_degraded()
    {
        var slow = Answer("degraded", ("postgres", "healthy"), ("schema", "healthy"), ("redis", "degraded"));

        Assert.Equal("degraded", HealthSummary.Of(slow, Well, Well).Status);
        Assert.Equal("degraded", HealthSummary.Of(Well, Well, ServiceHealth.Away("gone")).Status);
        Assert.Equal("degraded", HealthSummary.Of(Well, ServiceHealth.Away("gone"), Well).Status);
    }

    [Fact]
    public void Without_the_database_or_the_catalog_it_is_unhealthy()
    {
        var down = Answer("unhealthy", ("postgres", "unhealthy"), ("schema", "unhealthy"), ("redis", "healthy"));

        Assert.Equal("unhealthy", HealthSummary.Of(down, down, down).Status);
        Assert.Equal("unhealthy", HealthSummary.Of(ServiceHealth.Away("gone"), Well, Well).Status);
    }

    [Fact]
    public void A_database_without_the_schema_is_told_from_one_that_does_not_answer()
    {
        var empty = Answer("unhealthy", ("postgres", "healthy"), ("schema", "unhealthy"), ("redis", "healthy"));

        var health = HealthSummary.Of(empty, empty, empty);

        Assert.Equal(("healthy", "unhealthy"), (health.Postgres.Status, health.Schema.Status));
        Assert.Equal("unhealthy", health.Status);
    }

    [Fact]
    public void What_the_catalog_cannot_tell_the_others_do()
    {
        var health = HealthSummary.Of(ServiceHealth.Away("gone"), ServiceHealth.Away("gone"), Well);

        Assert.Equal("healthy", health.Redis.Status);
        Assert.Equal("gone", health.Catalog.Reason);
    }

    [Fact]
    public async Task With_all_services_away_health_is_503_and_says_why_yet_the_gateway_is_alive()
    {
        var reply = await lone.Gateway.GetAsync("/health");

        Assert.Equal(503, (int)reply.Status);
        Assert.Equal("unhealthy", reply.Json.GetProperty("status").GetString());
        foreach (var part in new[] { "postgres", "redis", "meilisearch", "worker", "schema" })
            Assert.NotEmpty(reply.Json.GetProperty(part).GetProperty("reason").GetString()!);
        Assert.Equal(200, (int)(await lone.Gateway.GetAsync("/alive")).Status);
    }

    private static ServiceHealth Answer(string status, params (string Name, string Status)[] checks) =>
        new(status, checks.ToDictionary(check => check.Name, check => new ComponentHealth(check.Status, 1)));
}

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

        // None is a complete system.
        foreach (var part in new[] { "meilisearch", "catalog" })
            Assert.Equal("healthy", reply.Json.GetProperty(part).GetProperty("status").GetString());
        Assert.Equal("not configured", reply.Json.GetProperty("meilisearch").GetProperty("reason").GetString());
        Assert.Equal("unhealthy", reply.Json.GetProperty("worker").GetProperty("status").GetString());
    }
}

using System.Text;
using System.Text.Json;
using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Metrics;

[Collection(PlatformGroup.Name)]
public class MetricsTests(Platform platform)
{
    private readonly GatewayHost _gateway = platform.Gateway;

    [Fact]
    public async Task Requests_are_counted_by_operation_and_status_with_their_latencies()
    {
        var before = (await _gateway.GetAsync("/metrics")).Json;
        await _gateway.GetAsync("/collections/5");
        await _gateway.GetAsync("/collections/31337");
        await _gateway.GetAsync("/no/such/address");
        await _gateway.GetAsync("/movies");

        var after = (await _gateway.GetAsync("/metrics")).Json;

        Assert.Equal(2, Count(after, "GET /collections/{id}") - Count(before, "GET /collections/{id}"));
        Assert.Equal(1, Count(after, "GET /movies") - Count(before, "GET /movies"));
        Assert.All(
            after.GetProperty("requests").GetProperty("by_endpoint").EnumerateObject(),
            operation => Assert.Matches("^[A-Z]+ (other|/|(/[^/]+)+)$", operation.Name));
        Assert.True(Count(after, "GET other") > Count(before, "GET other"));
        Assert.True(after.GetProperty("requests").GetProperty("by_status").GetProperty("404").GetInt64() >= 2);
        var latency = after.GetProperty("latency");
        foreach (var percentiles in new[] { latency.GetProperty("overall"), latency.GetProperty("by_endpoint").GetProperty("GET /collections/{id}") })
        {
            Assert.True(percentiles.GetProperty("p50").GetDouble() > 0);
            Assert.True(percentiles.GetProperty("p99").GetDouble() >= percentiles.GetProperty("p50").GetDouble());
        }
    }

    [Fact]
    public async Task Reads_of_the_caches_are_counted_by_cache()
    {
        for (var i = 0; i < 3; i++)
            await _gateway.GetAsync("/genres");

        // What the services say is remembered for a second.
        var cache = (await Eventually.AnswersAsync(() => _gateway.GetAsync("/metrics"), reply => Misses(reply) > 0)).Json.GetProperty("cache");

        Assert.True(cache.GetProperty("hits").GetInt64() >= 2);
        Assert.InRange(cache.GetProperty("hit_rate").GetDouble(), 0.0001, 1);
        Assert.Equal(["gateway", "catalog", "analytics"], cache.GetProperty("layers").EnumerateObject().Select(layer => layer.Name));

        static long Misses(Reply reply) => reply.Json.GetProperty("cache").GetProperty("layers").GetProperty("catalog").GetProperty("misses").GetInt64();
    }

    [Fact]
    public async Task A_worker_that_is_away_leaves_its_figures_out() => Assert.Equal(
        JsonValueKind.Null, (await _gateway.GetAsync("/metrics")).Json.GetProperty("jobs").ValueKind);

    [Fact]
    public async Task Prometheus_gets_its_own_text()
    {
        await _gateway.GetAsync("/genres");

        var reply = await _gateway.GetAsync(
            "/metrics", ("Accept", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.6,*/*;q=0.1"));

        Assert.Equal("text/plain", reply.ContentHeaders.ContentType?.MediaType);
        var lines = Encoding.UTF8.GetString(reply.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.Matches(@"^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+=""[^""]*"",?)+\})? [0-9.E+-]+)$", line));
        Assert.Contains(lines, line => line.StartsWith(
            "movieaspire_http_requests_total{method=\"GET\",route=\"/genres\",status=\"200\"} ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("le=\"+Inf\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("*/*")]
    [InlineData("application/json")]
    [InlineData("text/html,application/json;q=0.9,text/plain;q=0.1")]
    public async Task Everyone_else_gets_JSON(string accept) => Assert.Equal(
        "application/json", (await _gateway.GetAsync("/metrics", ("Accept", accept))).ContentHeaders.ContentType?.MediaType);

    private static long Count(JsonElement metrics, string operation) =>
        metrics.GetProperty("requests").GetProperty("by_endpoint").TryGetProperty(operation, out var count) ? count.GetInt64() : 0;
}

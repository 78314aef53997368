namespace MovieAspire.Dev.Tests;

public class VerifyTests
{
    [Fact]
    public async Task A_system_that_works_passes_every_check()
    {
        await using var gateway = Healthy();

        var (exitCode, output) = await CommandLine.RunAsync("verify", "--gateway", gateway.Address);

        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("FAIL", output, StringComparison.Ordinal);
        Assert.Equal(9, output.Split('\n').Count(line => line.StartsWith("ok ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("GET /health", """{"status": "degraded", "schema": {"status": "healthy"}, "redis": {"status": "degraded", "reason": "away"}}""", "redis is degraded: away")]
    [InlineData("GET /health", """{"status": "degraded", "schema": {"status": "unhealthy", "reason": "lacks migration 0009_search"}}""", "lacks migration 0009_search Start or restart a worker")]
    [InlineData("GET /pipeline/runs?status=succeeded&limit=1", "[]", "start one: dotnet dev.cs run-job quick")]
    [InlineData("GET /pipeline/scheduler/status", """{"running": false, "jobs": []}""", "POST /pipeline/scheduler/start")]
    [InlineData("GET /genres", "nothing", "/genres: ")]
    [InlineData("GET /analytics/coverage", """{"total": 100, "has_details": 3}""", "3 of 100 have them; dotnet dev.cs run-job enrich")]
    [InlineData("GET /search", """{"hits": [{"id": 5}]}""", "is not among the first hits")]
    [InlineData("GET /movies/trending", """{"movies": []}""", "trending missing; dotnet dev.cs run-job compute-all")]
    [InlineData("GET /analytics/freshness", """{"total": 100, "stale": 50}""", "50 of 100 movies are due for a refresh")]
    public async Task What_is_not_as_it_should_be_says_what_to_do(string request, string answer, string advice)
    {
        await using var gateway = Healthy();
        gateway.Answer(request, answer, answer == "nothing" || answer.Contains("unhealthy", StringComparison.Ordinal) ? 503 : 200);

        var (exitCode, output) = await CommandLine.RunAsync("verify", "--gateway", gateway.Address);

        Assert.Equal(1, exitCode);
        Assert.Contains(advice, output, StringComparison.Ordinal);
        Assert.Contains("FAIL", output, StringComparison.Ordinal);
    }

    private static FakeGateway Healthy()
    {
        var gateway = new FakeGateway();
        foreach (var path in (string[])["/genres", "/analytics/top-genres", "/analytics/ratings-by-decade", "/pipeline/status", "/pipeline/quotas", "/worker/status", "/metrics", "/openapi/v1.json"])
            gateway.Answer($"GET {path}", """[{"name": "x"}]""");
        gateway.Answer("GET /pipeline/runs", """[{"id": "1"}]""");
        gateway.Answer("GET /pipeline/runs?status=failed&limit=1", "[]");
        gateway.Answer("GET /health", """{"status": "healthy", "schema": {"status": "healthy"}, "redis": {"status": "healthy"}}""");
        gateway.Answer("GET /pipeline/scheduler/status", """{"running": true, "jobs": [{"id": "quick", "enabled": true, "next_run": "2026-01-01T00:00:00Z"}]}""");
        gateway.Answer("GET /movies", """[{"id": 3, "title": "Dune & more"}]""");
        gateway.Answer("GET /movies/trending", """{"movies": [{"id": 3}]}""");
        gateway.Answer("GET /movies/3/recommendations", """{"movie_id": 3, "recommendations": [{"id": 4}]}""");
        gateway.Answer("GET /analytics/coverage", """{"total": 100, "has_details": 99}""");
        gateway.Answer("GET /analytics/freshness", """{"total": 100, "stale": 3}""");
        gateway.Answer("GET /search", """{"hits": [{"id": 3}]}""");
        return gateway;
    }
}

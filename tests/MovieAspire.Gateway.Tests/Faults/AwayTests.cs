using MovieAspire.Gateway.Tests.Hosting;
using MovieAspire.Testing;

namespace MovieAspire.Gateway.Tests.Faults;

public class AwayTests
{
    private static readonly string[] Reads = ["/movies", "/analytics/coverage", "/analytics/freshness", "/pipeline/runs"];

    [Fact]
    public async Task Reads_survive_Redis_and_come_back_after_Postgres_without_a_restart()
    {
        await using var postgres = await PostgresServer.StartOwnAsync();
        await using var redis = await RedisServer.StartOwnAsync();
        await using var platform = await WholePlatform.StartAsync(
            await MovieDatabase.CreateOnAsync(postgres), redis.CreateDatabase());
        var gateway = platform.Gateway;
        var token = await gateway.TokenAsync();
        Task<Reply> Start() => gateway.PostAsync("/pipeline/run", """{"update_type": "genre-stats"}""", token);
        await Eventually.AnswersAsync(() => gateway.GetAsync("/health"), reply => reply.Status is System.Net.HttpStatusCode.OK);

        await redis.StopAsync();
        foreach (var read in Reads)
            Assert.Equal(200, (int)(await gateway.GetAsync(read)).Status);
        await Eventually.AnswersAsync(
            () => gateway.GetAsync("/health"),
            reply => reply.Json.GetProperty("redis").GetProperty("status").GetString() is "degraded");

        // Without the cache, so that every read needs the database.
        await postgres.StopAsync();
        foreach (var read in Reads)
        {
            var problem = (await gateway.GetAsync(read)).Problem(503);
            Assert.Equal("DATABASE_UNAVAILABLE", problem.GetProperty("reason").GetString());
        }

        (await Start()).Problem(503);
        var health = await Eventually.AnswersAsync(() => gateway.GetAsync("/health"), reply => (int)reply.Status is 503);
        Assert.Equal("unhealthy", health.Json.GetProperty("postgres").GetProperty("status").GetString());

        await postgres.StartAsync();
        foreach (var read in Reads)
            await Eventually.AnswersAsync(() => gateway.GetAsync(read), reply => (int)reply.Status is 200);
        var started = await Eventually.AnswersAsync(Start, reply => (int)reply.Status is 202);
        var events = await EventStream.ReadAsync(gateway, $"{started.Headers.Location!.OriginalString}/events");
        Assert.True(events[^1].Run.GetProperty("status").GetString() is "succeeded" or "no_op");

        await redis.StartAsync();
        await Eventually.AnswersAsync(
            () => gateway.GetAsync("/health"),
            reply => reply.Json.GetProperty("redis").GetProperty("status").GetString() is "healthy");
    }
}

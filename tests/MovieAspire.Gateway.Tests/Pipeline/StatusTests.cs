using System.Text.Json;
using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Pipeline;

[Collection(WholePlatformGroup.Name)]
public class StatusTests(WholePlatformFixture platform)
{
    [Fact]
    public async Task The_pipeline_tells_its_runs_schedules_and_quotas()
    {
        var task = await platform.PostAsync("/admin/compute/genre-stats");
        await platform.EndOfAsync(task.Headers.Location!.OriginalString);

        var status = (await platform.Gateway.GetAsync("/pipeline/status")).Json;

        Assert.True(status.GetProperty("total_runs").GetInt64() >= status.GetProperty("successful_runs").GetInt64());
        Assert.True(status.GetProperty("successful_runs").GetInt64() >= 1);
        Assert.NotEmpty(status.GetProperty("last_run").GetProperty("job").GetString()!);
        Assert.Contains("quick", status.GetProperty("scheduled_jobs").EnumerateArray().Select(job => job.GetProperty("id").GetString()));
        Assert.Equal(["omdb", "tmdb"], status.GetProperty("quotas").EnumerateArray()
            .Select(quota => quota.GetProperty("provider").GetString()).Order());
    }

    [Fact]
    public async Task The_scheduler_stops_and_starts_with_a_token_and_says_who_did_it()
    {
        var stopped = await platform.PostAsync("/pipeline/scheduler/stop");
        Assert.False(stopped.Json.GetProperty("running").GetBoolean());
        Assert.Equal("admin", stopped.Json.GetProperty("changed_by").GetString());
        Assert.All(
            stopped.Json.GetProperty("jobs").EnumerateArray(),
            job => Assert.Equal(JsonValueKind.Null, job.GetProperty("next_run").ValueKind));

        Assert.False((await platform.GetAsync("/pipeline/scheduler/status")).Json.GetProperty("running").GetBoolean());
        Assert.True((await platform.PostAsync("/pipeline/scheduler/start")).Json.GetProperty("running").GetBoolean());
        Assert.True((await platform.GetAsync("/pipeline/scheduler/status")).Json.GetProperty("running").GetBoolean());

        (await platform.Gateway.PostAsync("/pipeline/scheduler/stop", "")).Problem(401);
    }

    [Fact]
    public async Task Each_provider_has_its_quota()
    {
        var quotas = (await platform.Gateway.GetAsync("/pipeline/quotas")).Json.EnumerateArray()
            .ToDictionary(quota => quota.GetProperty("provider").GetString()!);

        Assert.Equal(1000, quotas["omdb"].GetProperty("limit").GetInt64());
        Assert.Equal(JsonValueKind.Null, quotas["tmdb"].GetProperty("limit").ValueKind);
        Assert.True(quotas["tmdb"].GetProperty("resets_at").GetDateTime() > TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task The_workers_are_listed()
    {
        var status = (await Eventually.AnswersAsync(
            () => platform.GetAsync("/worker/status"), reply => reply.Json.GetProperty("workers").GetArrayLength() > 0)).Json;

        Assert.True(status.GetProperty("worker_status").GetString() is "running" or "idle");
        Assert.NotEmpty(status.GetProperty("workers")[0].GetProperty("host").GetString()!);
    }
}

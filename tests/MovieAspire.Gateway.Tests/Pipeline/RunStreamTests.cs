using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Pipeline;

[Collection(WholePlatformGroup.Name)]
public class RunStreamTests(WholePlatformFixture platform)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Streams_are_limited_for_one_client_and_for_all()
    {
        await using var gateway = platform.Platform.StartGateway(new()
        {
            ["RateLimits:StreamsPerClient"] = "2", ["RateLimits:Streams"] = "3",
        });
        await using var run = await SlowRun.StartAsync(platform);
        using var first = gateway.ClientFrom("127.0.0.2");
        using var second = gateway.ClientFrom("127.0.0.3");
        using var one = await OpenAsync(first, run.Events);
        using var two = await OpenAsync(first, run.Events);
        Assert.Equal([200, 200], [(int)one.StatusCode, (int)two.StatusCode]);

        using var ofOne = await OpenAsync(first, run.Events);
        using var three = await OpenAsync(second, run.Events);
        using var ofAll = await OpenAsync(second, run.Events);

        Assert.Equal(200, (int)three.StatusCode);
        foreach (var refused in new[] { ofOne, ofAll })
        {
            var reply = await Reply.OfAsync(refused);
            reply.Problem(429);
            Assert.NotNull(reply.Headers.RetryAfter);
        }

        // Other requests go on, and so does a stream once another one has ended.
        Assert.Equal(200, (int)(await first.GetAsync(run.Address)).StatusCode);
        one.Dispose();
        await Eventually.AnswersAsync(
            async () =>
            {
                using var again = await OpenAsync(first, run.Events);
                return new(again.StatusCode, again.Headers, again.Content.Headers, []);
            },
            reply => (int)reply.Status is 200);
    }

    [Fact]
    public async Task A_stream_that_has_lasted_long_enough_ends_and_goes_on_from_its_last_event()
    {
        await using var gateway = platform.Platform.StartGateway(new() { ["RunEvents:MaxLife"] = "00:00:00.5" });
        await using var run = await SlowRun.StartAsync(platform);

        var seen = await EventStream.ReadAsync(gateway, run.Events);

        Assert.Equal("running", (await platform.GetAsync(run.Address)).Json.GetProperty("status").GetString());
        Assert.NotEmpty(seen);
        platform.Platform.SlowDown(TimeSpan.Zero);
        var later = await EventStream.FirstAsync(platform.Gateway, run.Events, lastEventId: seen[^1].Id);
        Assert.True(later.Id > seen[^1].Id);
    }

    [Fact]
    public async Task Who_asks_for_the_head_of_a_stream_gets_it_and_no_stream()
    {
        await using var run = await SlowRun.StartAsync(platform);

        var reply = await platform.Gateway.HeadAsync(run.Events);

        Assert.Equal(200, (int)reply.Status);
        Assert.Equal("text/event-stream", reply.ContentHeaders.ContentType?.MediaType);
    }

    private static async Task<HttpResponseMessage> OpenAsync(HttpClient client, string address)
    {
        using var patience = new CancellationTokenSource(Patience);
        return await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, patience.Token);
    }

    /// <summary>A run that goes on until the test has ended.</summary>
    private sealed class SlowRun(WholePlatformFixture platform, string id) : IAsyncDisposable
    {
        internal string Address => $"/pipeline/runs/{id}";

        internal string Events => $"{Address}/events";

        internal static async Task<SlowRun> StartAsync(WholePlatformFixture platform)
        {
            platform.Platform.SlowDown(TimeSpan.FromSeconds(1));
            var started = await platform.PostAsync("/pipeline/run", """{"update_type": "quick", "pages": 500}""");
            var run = new SlowRun(platform, started.Json.GetProperty("run_id").GetString()!);
            await Eventually.AnswersAsync(
                () => platform.GetAsync(run.Address), reply => reply.Json.GetProperty("status").GetString() is "running");
            return run;
        }

        public async ValueTask DisposeAsync()
        {
            platform.Platform.SlowDown(TimeSpan.Zero);
            await platform.DeleteAsync($"/admin/jobs/{id}");
            await platform.EndOfAsync($"/admin/jobs/{id}");
        }
    }
}

using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Pipeline;

[Collection(WholePlatformGroup.Name)]
public class RunTests(WholePlatformFixture platform)
{
    private const string Quick = """{"update_type": "quick", "pages": 2}""";

    [Fact]
    public async Task A_run_is_accepted_and_its_events_lead_to_its_end()
    {
        var started = await platform.PostAsync("/pipeline/run", Quick);

        Assert.Equal(202, (int)started.Status);
        var id = started.Json.GetProperty("run_id").GetString();
        Assert.Equal($"/pipeline/runs/{id}", started.Headers.Location?.OriginalString);
        Assert.Equal("admin", started.Json.GetProperty("triggered_by").GetString());

        var events = await EventStream.ReadAsync(platform.Gateway, $"/pipeline/runs/{id}/events");

        Assert.Equal(events.Select(one => one.Id).Distinct().Order(), events.Select(one => one.Id));
        var last = events[^1];
        Assert.Equal("succeeded", last.Run.GetProperty("status").GetString());
        Assert.True(last.Run.GetProperty("movies_processed").GetInt64() > 0);
        foreach (var name in new[] { "done", "total", "rate", "eta_seconds", "waiting", "current_item", "message" })
            Assert.True(last.Run.GetProperty("progress").TryGetProperty(name, out _), name);
        var stored = (await platform.GetAsync($"/pipeline/runs/{id}")).Json;
        Assert.Equal(last.Id, stored.GetProperty("revision").GetInt64());
        Assert.Equal("2", stored.GetProperty("options").GetProperty("pages").GetString());
        Assert.Equal(204, (int)(await platform.Gateway.GetAsync(
            $"/pipeline/runs/{id}/events", ("Last-Event-ID", $"{last.Id}"))).Status);
    }

    [Fact]
    public async Task Who_comes_back_with_the_last_event_that_he_saw_gets_only_later_ones()
    {
        // The run changes so slowly that it is where it was when the client comes back.
        platform.Platform.SlowDown(TimeSpan.FromSeconds(2));
        var started = await platform.PostAsync("/pipeline/run", Quick);
        var address = $"{started.Headers.Location!.OriginalString}/events";
        var seen = await EventStream.FirstAsync(platform.Gateway, address);

        var next = await EventStream.FirstAsync(platform.Gateway, address, lastEventId: seen.Id);

        Assert.True(next.Id > seen.Id, $"{seen.Id}, then {next.Id}");
        platform.Platform.SlowDown(TimeSpan.Zero);
        await EventStream.ReadAsync(platform.Gateway, address);
    }

    [Fact]
    public async Task While_a_run_of_the_job_goes_on_another_is_409_and_the_task_can_be_cancelled()
    {
        platform.Platform.SlowDown(TimeSpan.FromSeconds(1));
        var started = await platform.PostAsync("/pipeline/run", """{"update_type": "quick", "pages": 500}""");
        var task = $"/admin/jobs/{started.Json.GetProperty("run_id").GetString()}";

        var second = (await platform.PostAsync("/pipeline/run", Quick)).Problem(409);
        Assert.Equal("RUN_ACTIVE", second.GetProperty("reason").GetString());
        Assert.True((await platform.GetAsync(task)).Json.GetProperty("status").GetString() is "PENDING" or "STARTED");

        var cancelled = await platform.DeleteAsync(task);
        Assert.Equal(202, (int)cancelled.Status);
        Assert.Equal(task, cancelled.Headers.Location?.OriginalString);
        Assert.Equal("REVOKED", (await platform.EndOfAsync(task)).Json.GetProperty("status").GetString());
        Assert.Equal("RUN_ENDED", (await platform.DeleteAsync(task)).Problem(409).GetProperty("reason").GetString());
        platform.Platform.SlowDown(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("""{"update_type": "everything"}""", "update_type")]
    [InlineData("{}", "update_type")]
    [InlineData("""{"update_type": "quick", "colour": "red"}""", "colour")]
    [InlineData("""{"update_type": "quick", "pages": 0}""", "pages")]
    [InlineData("""{"update_type": "quick", "pages": "many"}""", "pages")]
    [InlineData("""{"update_type": "quick", "pages": true}""", "pages")]
    [InlineData("""{"update_type": "quick", "pages": [1]}""", "pages")]
    [InlineData("""{"update_type": "quick", "pages": null}""", "pages")]
    public async Task A_bad_request_for_a_run_is_400_and_names_the_field(string body, string field) =>
        (await platform.PostAsync("/pipeline/run", body)).Refuses(field);

    [Fact]
    public async Task Four_hundred_unknown_options_are_400_and_the_first_are_named()
    {
        var options = string.Join(", ", Enumerable.Range(0, 400).Select(i => $"\"option_with_a_long_name_{i}\": \"{new string('x', 1000)}\""));

        var reply = await platform.PostAsync("/pipeline/run", $$"""{"update_type": "quick", {{options}}}""");

        Assert.Equal(20, reply.Problem(400).GetProperty("errors").EnumerateObject().Count());
        Assert.True(reply.Bytes.Length < 20_000, $"{reply.Bytes.Length}");
    }

    [Theory]
    [InlineData("{\"update_type\": \"quick\", \"pages\": \"\xff\"}", "pages")]
    [InlineData("{\"update_type\": \"quick\", \"\xff\": 1}", "\ufffd")]
    [InlineData("{\"update_type\": \"\xc3\"}", "update_type")]
    [InlineData("{\"update_type\": \"quick\", \"pages\": \"\\ud800\"}", "pages")]
    [InlineData("{\"update_type\": \"\\u0000\"}", "update_type")]
    public async Task A_body_that_is_no_text_is_400_and_names_the_field(string body, string field) => (await platform.Gateway.PostBytesAsync(
        "/pipeline/run", System.Text.Encoding.Latin1.GetBytes(body), platform.Token)).Refuses(field);

    [Fact]
    public async Task Runs_come_newest_first_and_each_page_links_to_the_next()
    {
        for (var i = 0; i < 3; i++)
        {
            var task = await platform.PostAsync("/admin/compute/genre-stats");
            await platform.EndOfAsync(task.Headers.Location!.OriginalString);
        }

        var ids = new List<Guid>();
        for (var page = "/pipeline/runs?job=genre-stats&limit=1"; page is not null;)
        {
            var reply = await platform.Gateway.GetAsync(page);
            ids.Add(Assert.Single(reply.Json.EnumerateArray()).GetProperty("id").GetGuid());
            page = reply.Next;
        }

        Assert.True(ids.Count >= 3);
        // The ids are of version 7, so they grow with time.
        Assert.Equal(ids.OrderDescending(), ids);
    }

    [Fact]
    public async Task An_unknown_run_is_404() =>
        (await platform.GetAsync("/pipeline/runs/0199f0a0-0000-7000-8000-000000000000")).Problem(404);
}

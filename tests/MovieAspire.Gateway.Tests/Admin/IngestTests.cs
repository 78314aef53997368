using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Admin;

[Collection(WholePlatformGroup.Name)]
public class IngestTests(WholePlatformFixture platform)
{
    [Fact]
    public async Task What_an_ingest_run_brings_can_be_read_and_what_TMDB_then_removes_is_410_and_in_no_list()
    {
        var task = (await platform.EndOfAsync(await EnqueueAsync("/admin/ingest/run"))).Json;
        Assert.Equal("SUCCESS", task.GetProperty("status").GetString());
        Assert.Equal("daily", task.GetProperty("result").GetProperty("job").GetString());
        Assert.True(task.GetProperty("result").GetProperty("movies_processed").GetInt64() > 0);

        var listed = await Eventually.AnswersAsync(
            () => platform.Gateway.GetAsync("/movies?limit=1"), reply => reply.Json.GetArrayLength() == 1);
        var id = listed.Json[0].GetProperty("id").GetInt32();
        var movie = await platform.Gateway.GetAsync($"/movies/{id}");
        Assert.Equal((200, listed.Json[0].GetProperty("title").GetString()), ((int)movie.Status, movie.Json.GetProperty("title").GetString()));

        await platform.Platform.VanishAsync(id);
        var changes = await platform.PostAsync("/pipeline/run", """{"update_type": "changes"}""");
        Assert.Equal("SUCCESS", (await platform.EndOfAsync($"/admin/jobs/{changes.Json.GetProperty("run_id").GetString()}"))
            .Json.GetProperty("status").GetString());

        (await Eventually.AnswersAsync(
            () => platform.Gateway.GetAsync($"/movies/{id}"), reply => (int)reply.Status != 200)).Problem(410);
        await Eventually.AnswersAsync(
            () => platform.Gateway.GetAsync("/movies?limit=1"),
            reply => reply.Json[0].GetProperty("id").GetInt32() != id);
    }

    private async Task<string> EnqueueAsync(string address)
    {
        var enqueued = await platform.PostAsync(address);
        Assert.Equal(202, (int)enqueued.Status);
        return $"/admin/jobs/{enqueued.Json.GetProperty("task_id").GetString()}";
    }
}

using System.Globalization;
using System.Text.Json;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Gateway.Admin;
using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Admin;

[Collection(WholePlatformGroup.Name)]
public class AdminTaskTests(WholePlatformFixture platform)
{
    [Fact]
    public async Task An_enqueued_task_ends_with_what_it_brought()
    {
        var enqueued = await platform.PostAsync("/admin/compute/genre-stats");

        Assert.Equal(202, (int)enqueued.Status);
        Assert.Equal("enqueued", enqueued.Json.GetProperty("status").GetString());
        var address = $"/admin/jobs/{enqueued.Json.GetProperty("task_id").GetString()}";
        Assert.Equal(address, enqueued.Headers.Location?.OriginalString);

        var task = (await platform.EndOfAsync(address)).Json;
        Assert.Equal("SUCCESS", task.GetProperty("status").GetString());
        Assert.Equal("genre-stats", task.GetProperty("result").GetProperty("job").GetString());
        Assert.Equal(JsonValueKind.Null, task.GetProperty("error").ValueKind);
        Assert.Equal(JsonValueKind.Object, task.GetProperty("progress").ValueKind);
    }

    [Fact]
    public async Task A_search_index_where_there_is_no_Meilisearch_is_nothing_to_do_and_says_so()
    {
        var enqueued = await platform.PostAsync("/admin/search/build-index");
        Assert.Equal(202, (int)enqueued.Status);

        var result = (await platform.EndOfAsync($"/admin/jobs/{enqueued.Json.GetProperty("task_id").GetString()}")).Json.GetProperty("result");
        Assert.Equal("no_op", result.GetProperty("status").GetString());
        Assert.Contains(
            "Meilisearch is not configured", result.GetProperty("sources")[0].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_movie_is_fetched_anew_and_an_unknown_one_is_not_found()
    {
        var run = await platform.PostAsync("/pipeline/run", """{"update_type": "quick", "pages": "1"}""");
        await platform.EndOfAsync($"/admin/jobs/{run.Json.GetProperty("run_id").GetString()}");
        var known = (await Eventually.AnswersAsync(
            () => platform.Gateway.GetAsync("/movies?limit=1"), reply => reply.Json.GetArrayLength() > 0)).Json[0].GetProperty("id").GetInt32();

        var enqueued = await platform.PostAsync($"/admin/movies/{known}/refresh");

        Assert.Equal(202, (int)enqueued.Status);
        var result = (await platform.EndOfAsync(enqueued.Headers.Location!.OriginalString)).Json.GetProperty("result");
        var details = result.GetProperty("sources").EnumerateArray().Single(source => source.GetProperty("source").GetString() == "details");
        Assert.Equal((1, 1), (details.GetProperty("fetched").GetInt32(), details.GetProperty("requests").GetInt32()));
        Assert.Equal(404, (int)(await platform.PostAsync("/admin/movies/2147483647/refresh")).Status);
        Assert.Equal(404, (int)(await platform.PostAsync("/admin/compute/recommendations?movie_id=2147483647")).Status);
        (await platform.PostAsync("/admin/movies/0/refresh")).Refuses("id");
    }

    [Fact]
    public async Task Movies_are_listed_by_what_is_the_matter_with_them_and_runs_are_counted()
    {
        var task = await platform.PostAsync("/admin/compute/genre-stats");
        await platform.EndOfAsync(task.Headers.Location!.OriginalString);
        foreach (var state in (string[])["stale", "frozen", "no_imdb_id", "failing", "bare"])
        {
            var movies = await platform.GetAsync($"/admin/movies?state={state}&limit=5");
            Assert.Equal(200, (int)movies.Status);
            Assert.InRange(movies.Json.GetArrayLength(), 0, 5);
            Assert.Null(movies.Header("X-Total-Count"));
            var total = int.Parse((await platform.GetAsync($"/admin/movies?state={state}&limit=5&count=true")).Header("X-Total-Count")!, CultureInfo.InvariantCulture);
            Assert.Equal(movies.Json.GetArrayLength(), Math.Min(total, 5));
        }

        (await platform.GetAsync("/admin/movies?state=odd")).Refuses("state");
        (await platform.GetAsync("/admin/movies")).Refuses("state");
        Assert.Equal(401, (int)(await platform.Gateway.GetAsync("/admin/movies?state=bare")).Status);

        var counts = (await platform.Gateway.GetAsync("/pipeline/runs/summary")).Json.EnumerateArray().ToList();
        Assert.NotEmpty(counts);
        Assert.All(counts, count => Assert.True(count.GetProperty("runs").GetInt64() > 0));
    }

    [Fact]
    public async Task What_a_run_reads_can_be_seen_in_the_counts_of_the_catalog()
    {
        var run = await platform.PostAsync("/pipeline/run", """{"update_type": "quick", "pages": "1"}""");
        var task = await platform.EndOfAsync($"/admin/jobs/{run.Json.GetProperty("run_id").GetString()}");
        Assert.Equal("SUCCESS", task.Json.GetProperty("status").GetString());

        var coverage = (await Eventually.AnswersAsync(
            () => platform.Gateway.GetAsync("/analytics/coverage"), reply => reply.Json.GetProperty("has_cast").GetInt64() > 0)).Json;
        var freshness = (await Eventually.AnswersAsync(
            () => platform.Gateway.GetAsync("/analytics/freshness"), reply => reply.Json.GetProperty("total").GetInt64() > 0)).Json;

        Assert.True(coverage.GetProperty("total").GetInt64() >= coverage.GetProperty("has_cast").GetInt64());
        Assert.Equal(4, freshness.GetProperty("age_classes").GetArrayLength());
        Assert.Equal(0, freshness.GetProperty("stale_30_days").GetInt64());
        Assert.InRange(freshness.GetProperty("refresh_coverage").GetDouble(), 0.01, 1);
    }

    [Fact]
    public async Task Recommendations_can_be_computed_for_all_movies_or_for_one()
    {
        var all = await platform.PostAsync("/admin/compute/recommendations");
        Assert.Equal(202, (int)all.Status);
        var task = (await platform.EndOfAsync(all.Headers.Location!.OriginalString)).Json;
        Assert.Equal("SUCCESS", task.GetProperty("status").GetString());
        Assert.Equal("recommendations", task.GetProperty("result").GetProperty("job").GetString());

        (await platform.PostAsync("/admin/compute/recommendations?movie_id=0")).Refuses("movie_id");
        (await platform.PostAsync("/admin/compute/trending?target_date=2999-01-01")).Refuses("target_date");
    }

    [Theory]
    [InlineData("POST", "/admin/ingest/run")]
    [InlineData("POST", "/admin/compute/recommendations")]
    [InlineData("POST", "/admin/compute/genre-stats")]
    [InlineData("POST", "/admin/search/build-index")]
    [InlineData("GET", "/admin/jobs/0199f0a0-0000-7000-8000-000000000000")]
    [InlineData("DELETE", "/admin/jobs/0199f0a0-0000-7000-8000-000000000000")]
    public async Task Without_a_token_it_is_401(string method, string address)
    {
        using var request = new HttpRequestMessage(new(method), address);
        (await Reply.OfAsync(await platform.Gateway.Client.SendAsync(request))).Problem(401);
    }

    [Fact]
    public async Task An_unknown_task_is_404_and_a_bad_id_is_400()
    {
        const string Unknown = "/admin/jobs/0199f0a0-0000-7000-8000-000000000000";
        (await platform.GetAsync(Unknown)).Problem(404);
        (await platform.DeleteAsync(Unknown)).Problem(404);
        (await platform.GetAsync("/admin/jobs/1")).Refuses("task_id");
    }

    [Fact]
    public async Task Parameters_that_a_task_does_not_have_are_refused() =>
        (await platform.PostAsync("/admin/compute/genre-stats?colour=red")).Refuses("colour");

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

public class AdminTaskMappingTests
{
    [Theory]
    [InlineData(RunStatus.Queued, "PENDING")]
    [InlineData(RunStatus.Running, "STARTED")]
    [InlineData(RunStatus.Succeeded, "SUCCESS")]
    [InlineData(RunStatus.Partial, "SUCCESS")]
    [InlineData(RunStatus.NoOp, "SUCCESS")]
    [InlineData(RunStatus.Failed, "FAILURE")]
    [InlineData(RunStatus.Cancelled, "REVOKED")]
    public void Each_state_of_a_run_is_one_of_a_task(RunStatus run, string task)
    {
        var mapped = AdminTask.From(Ended(run));

        Assert.Equal(task, mapped.Status);
        Assert.Equal(task is "SUCCESS", mapped.Result is not null);
    }

    [Fact]
    public void A_failed_task_says_why_and_has_no_result()
    {
        var run = Ended(RunStatus.Failed);
        run.ErrorMessage = "TMDB refuses the key.";

        var task = AdminTask.From(run);

        Assert.Equal("TMDB refuses the key.", task.Error);
        Assert.Null(task.Result);
    }

    private static Run Ended(RunStatus status) => new()
    {
        Id = "0199f0a0-0000-7000-8000-000000000000", Job = "quick", Status = status, CreatedAt = new(),
    };
}

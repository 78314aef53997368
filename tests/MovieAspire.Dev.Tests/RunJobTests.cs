using System.Text.Json;
using MovieAspire.Dev.Jobs;

namespace MovieAspire.Dev.Tests;

public class RunJobTests
{
    private const string Id = "019cd7a3-5b00-7c3e-9f21-6a4b1d2e8c07";

    [Fact]
    public async Task A_job_on_another_system_is_started_with_its_options_and_followed_to_its_end()
    {
        await using var gateway = new FakeGateway();
        gateway.Answer("POST /pipeline/run", $$"""{"run_id": "{{Id}}"}""", 202);
        gateway.AnswerRun(Id, Run("running", 1), Run("partial", 2, errors: 1));

        var (exitCode, output) = await CommandLine.RunAsync(
            "run-job", "discover", "--start-year", "1999", "--end-year", "2000", "--set", "min_votes=7", "--gateway", gateway.Address);

        Assert.Equal(0, exitCode);
        Assert.Equal(
            """{"update_type":"discover","start_year":"1999","end_year":"2000","min_votes":"7"}""", gateway.Posted["/pipeline/run"]);
        Assert.Contains("discover partial in 12.5 s: 2 movies", output, StringComparison.Ordinal);
        Assert.Contains("  details: 1 new, 1 failed, 2 requests. TMDB answered 502.", output, StringComparison.Ordinal);
        Assert.Contains("  details 7 failed: broken", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', output);
    }

    [Theory]
    [InlineData("--refresh-only --refresh-limit 5 --include-frozen", """{"update_type":"refresh","limit":"5","include_frozen":"true"}""")]
    [InlineData("--no-wait", """{"update_type":"quick"}""")]
    public async Task Every_option_reaches_the_gateway(string options, string body)
    {
        await using var gateway = new FakeGateway();
        gateway.Answer("POST /pipeline/run", $$"""{"run_id": "{{Id}}"}""", 202);
        gateway.AnswerRun(Id, Run("succeeded", 0));

        var (exitCode, _) = await CommandLine.RunAsync(["run-job", .. options.Split(' '), "--gateway", gateway.Address]);

        Assert.Equal(0, exitCode);
        Assert.Equal(body, gateway.Posted["/pipeline/run"]);
    }

    [Fact]
    public async Task A_refused_request_is_told_in_words()
    {
        await using var gateway = new FakeGateway();
        gateway.Answer("POST /pipeline/run", """
            {"title": "Bad Request", "detail": "The request is not valid.", "status": 400, "errors": {"update_type": ["must be one of daily, quick"]}}
            """, 400, "application/problem+json");

        var (exitCode, output) = await CommandLine.RunAsync("run-job", "odd", "--gateway", gateway.Address);

        Assert.Equal(1, exitCode);
        Assert.Equal($"error: The request is not valid.\n  update_type must be one of daily, quick{Environment.NewLine}", output);
    }

    [Fact]
    public async Task A_run_that_outlasts_its_stream_is_followed_to_its_end()
    {
        await using var gateway = new FakeGateway();
        gateway.Answer("POST /pipeline/run", $$"""{"run_id": "{{Id}}"}""", 202);
        gateway.AnswerRun(Id, Run("queued", 0), Run("running", 1));
        gateway.AnswerRun(Id, 2, Run("succeeded", 12));

        var (exitCode, output) = await CommandLine.RunAsync("run-job", "discover", "--gateway", gateway.Address);

        Assert.Equal(0, exitCode);
        Assert.Contains("discover succeeded in 12.5 s: 12 movies", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_whose_worker_is_replaced_meanwhile_is_followed_to_its_end()
    {
        await using var gateway = new FakeGateway();
        gateway.Answer("POST /pipeline/run", $$"""{"run_id": "{{Id}}"}""", 202);
        gateway.AnswerRun(Id, Run("running", 1));
        gateway.AnswerFirst($"GET /pipeline/runs/{Id}/events after 1", """{"title": "Unavailable", "detail": "The worker is away."}""", 503);
        gateway.AnswerRun(Id, 1, Run("succeeded", 12));

        var (exitCode, output) = await CommandLine.RunAsync("run-job", "discover", "--gateway", gateway.Address);

        Assert.Equal((0, true), (exitCode, output.Contains("discover succeeded in 12.5 s: 12 movies", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_run_that_cannot_be_watched_from_the_start_is_told_in_words()
    {
        await using var gateway = new FakeGateway();
        gateway.Answer("POST /pipeline/run", $$"""{"run_id": "{{Id}}"}""", 202);
        gateway.Answer($"GET /pipeline/runs/{Id}/events", """{"title": "Unavailable", "detail": "The worker is away."}""", 503, "application/problem+json");

        var (exitCode, output) = await CommandLine.RunAsync("run-job", "discover", "--gateway", gateway.Address);

        Assert.Equal((1, true), (exitCode, output.Contains("error: The worker is away.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_run_that_fails_is_an_exit_code_and_its_reason()
    {
        await using var gateway = new FakeGateway();
        gateway.Answer("POST /pipeline/run", $$"""{"run_id": "{{Id}}"}""", 202);
        gateway.AnswerRun(Id, Run("failed", 0, error: "TMDB refuses the key."));

        var (exitCode, output) = await CommandLine.RunAsync("run-job", "--gateway", gateway.Address);

        Assert.Equal(1, exitCode);
        Assert.Contains("discover failed in 12.5 s. TMDB refuses the key.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "discover had nothing to do in 12.5 s")]
    [InlineData(1, "discover had nothing to do in 12.5 s: 1 movie")]
    [InlineData(12_345, "discover had nothing to do in 12.5 s: 12,345 movies")]
    public void Movies_are_named_where_there_were_any(int movies, string line)
    {
        using var run = JsonDocument.Parse(Run("no_op", movies));
        Assert.Equal(line, RunText.Summary(run.RootElement).First());
    }

    private static string Run(string status, int movies, int errors = 0, string error = "") => $$"""
        {
          "id": "{{Id}}", "job": "discover", "status": "{{status}}", "movies_processed": {{movies}}, "duration_seconds": 12.5,
          "error_message": "{{error}}", "error_count": {{errors}},
          "progress": {"done": 1, "total": 2, "message": "Fetching details", "waiting": null},
          "sources": [{"source": "details", "fetched": 2, "inserted": 1, "updated": 0, "unchanged": 0, "failed": {{errors}}, "requests": 2,
                       "error": {{(errors > 0 ? "\"TMDB answered 502.\"" : "null")}}, "frozen": 0, "thawed": 0}],
          "errors": [{{(errors > 0 ? """{"source": "details", "item": "7", "cause": "bad_body", "message": "broken"}""" : "")}}]
        }
        """;
}

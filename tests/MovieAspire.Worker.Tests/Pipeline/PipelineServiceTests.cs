using Grpc.Core;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Testing;
using MovieAspire.Worker.Tests.Runs;

namespace MovieAspire.Worker.Tests.Pipeline;

public class PipelineServiceTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/3/");

    [Fact]
    public async Task Bad_requests_name_the_field_and_queue_nothing()
    {
        await using var worker = await TestWorker.StartAsync(await PostgresServer.CreateDatabaseAsync(), Nowhere);

        await RefusedAsync("job", () => worker.StartRunAsync("nonsense"));
        await RefusedAsync("options.pages", () => worker.StartRunAsync("quick", ("pages", "0")));
        await RefusedAsync("options.pages", () => worker.StartRunAsync("quick", ("pages", "many")));
        await RefusedAsync("options.colour", () => worker.StartRunAsync("quick", ("colour", "red")));
        await RefusedAsync("options.pages", () => worker.StartRunAsync("genre-stats", ("pages", "1")));
        await RefusedAsync("id", async () => await worker.Client.GetRunAsync(new() { Id = "7" }));
        await RefusedAsync("limit", async () => await worker.Client.ListRunsAsync(new() { Limit = 101 }));
        await RefusedAsync("offset", async () => await worker.Client.ListRunsAsync(new() { Offset = -1 }));
        await RefusedAsync("cursor", async () => await worker.Client.ListRunsAsync(new() { Cursor = "!" }));
        await RefusedAsync("job", async () => await worker.Client.ListRunsAsync(new() { Job = "\0" }));
        await RefusedAsync("job", async () => await worker.Client.ListRunsAsync(new() { Job = new('x', 101) }));
        await RefusedAsync("job", () => worker.StartRunAsync("\0"));
        await RefusedAsync("options.\0", () => worker.StartRunAsync("quick", ("\0", "\0")));
        await RefusedAsync("status", async () => await worker.Client.ListRunsAsync(new() { Status = (RunStatus)99 }));

        Assert.Empty((await worker.Client.ListRunsAsync(new())).Runs);
        var unknown = await Assert.ThrowsAsync<RpcException>(async () =>
            await worker.Client.GetRunAsync(new() { Id = Guid.CreateVersion7().ToString() }));
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_second_run_of_an_active_job_already_exists()
    {
        await using var worker = await TestWorker.StartAsync(
            await PostgresServer.CreateDatabaseAsync(), Nowhere, [new ScriptedJob(1)]);
        await worker.StartRunAsync("scripted");

        var error = await Assert.ThrowsAsync<RpcException>(() => worker.StartRunAsync("scripted"));

        Assert.Equal(StatusCode.AlreadyExists, error.StatusCode);
    }

    [Fact]
    public async Task Pages_by_cursor_show_every_run_once_newest_first()
    {
        await using var worker = await TestWorker.StartAsync(await PostgresServer.CreateDatabaseAsync(), Nowhere);
        var started = new List<string>();
        for (var i = 0; i < 5; i++)
            started.Add((await worker.RunAsync("genre-stats")).Id);

        var seen = new List<string>();
        var request = new ListRunsRequest { Limit = 2, Job = "genre-stats", Status = RunStatus.NoOp };
        do
        {
            var page = await worker.Client.ListRunsAsync(request, deadline: TestWorker.Deadline());
            seen.AddRange(page.Runs.Select(run => run.Id));
            request.Cursor = page.NextCursor;
        }
        while (request.Cursor.Length > 0);

        Assert.Equal(started.AsEnumerable().Reverse(), seen);
        var offset = await worker.Client.ListRunsAsync(new() { Limit = 2, Offset = 3 }, deadline: TestWorker.Deadline());
        Assert.Equal(seen[3..], offset.Runs.Select(run => run.Id));
    }

    private static async Task RefusedAsync<T>(string field, Func<Task<T>> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Contains(RpcStatus.ViolationsOf(error), violation => violation.Field == field);
    }
}

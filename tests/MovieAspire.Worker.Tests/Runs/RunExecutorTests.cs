using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Testing;

namespace MovieAspire.Worker.Tests.Runs;

public class RunExecutorTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/3/");

    [Fact]
    public async Task A_watcher_sees_growing_revisions_and_the_end()
    {
        var job = new ScriptedJob(5);
        await using var worker = await TestWorker.StartAsync(await PostgresServer.CreateDatabaseAsync(), Nowhere, [job]);
        var run = await worker.StartRunAsync("scripted");
        var following = worker.FollowAsync(run.Id);
        for (var i = 1; i <= 5; i++)
        {
            job.Allow(1);
            await Eventually.TrueAsync(async () => (await GetAsync(worker, run.Id)).Progress.Done >= i, $"Item {i} is done");
        }

        var states = await following;

        Assert.Equal(states.Select(state => state.Revision).Distinct().Order(), states.Select(state => state.Revision));
        Assert.Equal(RunStatus.Succeeded, states[^1].Status);
        Assert.Equal(5, states[^1].Progress.Done);
        Assert.Equal(5, Assert.Single(states[^1].Sources).Fetched);
        Assert.True(states.Count >= 3);
        Assert.All(states[..^1], state => Assert.True(state.Status is RunStatus.Queued or RunStatus.Running));
    }

    [Fact]
    public async Task A_worker_that_stops_gives_its_run_back_and_another_goes_on()
    {
        var database = await PostgresServer.CreateDatabaseAsync();
        var first = new ScriptedJob(4);
        var second = new ScriptedJob(4);
        string id;
        await using (var worker = await TestWorker.StartAsync(database, Nowhere, [first]))
        {
            id = (await worker.StartRunAsync("scripted")).Id;
            first.Allow(2);
            await Eventually.TrueAsync(async () => (await GetAsync(worker, id)).Progress.Done == 2, "Two items are done");
            await worker.StopAsync();
        }

        second.Allow(2);
        await using var successor = await TestWorker.StartAsync(database, Nowhere, [second]);
        var end = (await successor.FollowAsync(id))[^1];

        Assert.Equal(RunStatus.Succeeded, end.Status);
        Assert.Equal([0, 1], first.Items);
        Assert.Equal([2, 3], second.Items);
        Assert.Equal(4, Assert.Single(end.Sources).Fetched);
        Assert.Equal(1, end.Attempt);
    }

    [Fact]
    public async Task A_running_run_can_be_cancelled_and_an_ended_one_not()
    {
        var job = new ScriptedJob(4);
        await using var worker = await TestWorker.StartAsync(await PostgresServer.CreateDatabaseAsync(), Nowhere, [job]);
        var id = (await worker.StartRunAsync("scripted")).Id;
        job.Allow(1);
        await Eventually.TrueAsync(async () => (await GetAsync(worker, id)).Progress.Done == 1, "One item is done");

        await worker.Client.CancelRunAsync(new() { Id = id }, deadline: TestWorker.Deadline());
        var end = (await worker.FollowAsync(id))[^1];

        Assert.Equal(RunStatus.Cancelled, end.Status);
        Assert.Equal([0], job.Items);
        var error = await Assert.ThrowsAsync<Grpc.Core.RpcException>(async () => await worker.Client.CancelRunAsync(
            new() { Id = id }, deadline: TestWorker.Deadline()));
        Assert.Equal(Grpc.Core.StatusCode.FailedPrecondition, error.StatusCode);
    }

    private static async Task<Run> GetAsync(TestWorker worker, string id) =>
        await worker.Client.GetRunAsync(new() { Id = id }, deadline: TestWorker.Deadline());
}

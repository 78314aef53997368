using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Testing;
using MovieAspire.Worker.Runs;

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

    [Theory]
    [InlineData("read", false)]
    [InlineData("written", true)]
    [InlineData("marked", true)]
    public async Task A_run_that_goes_on_after_a_pause_knows_what_it_changed_before(string work, bool hasChanges)
    {
        var job = new PausingJob(work);
        await using var worker = await TestWorker.StartAsync(await PostgresServer.CreateDatabaseAsync(), Nowhere, [job]);

        var end = (await worker.FollowAsync((await worker.StartRunAsync(job.Name)).Id))[^1];

        Assert.Equal((RunStatus.Succeeded, 1), (end.Status, end.Attempt));
        Assert.Equal(hasChanges, job.HadChanges);
    }

    private static async Task<Run> GetAsync(TestWorker worker, string id) =>
        await worker.Client.GetRunAsync(new() { Id = id }, deadline: TestWorker.Deadline());

    /// <summary>A job that works, pauses, and looks back.</summary>
    private sealed class PausingJob(string work) : IJob
    {
        public string Name => "pausing";

        /// <summary>What the execution after the pause saw.</summary>
        public bool? HadChanges { get; private set; }

        public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
        {
            if (run.LoadCursor<string>(Name) is not null)
            {
                HadChanges = run.HasChanges;
                return JobOutcome.Done;
            }

            run.Source("numbers").Add(fetched: 1, updated: work == "written" ? 1 : 0);
            await run.SaveCursorAsync(Name, work, cancellationToken);
            if (work == "marked")
                run.MarkChanged();
            throw new RunPausedException(TimeSpan.Zero, "");
        }
    }
}

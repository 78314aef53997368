using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Testing;
using MovieAspire.Worker.Pipeline;
using MovieAspire.Worker.Tests.Runs;
using Npgsql;

namespace MovieAspire.Worker.Tests.Pipeline;

public class WatchTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/3/");

    [Fact]
    public async Task Watchers_end_when_the_worker_stops_and_its_run_is_given_back_at_once()
    {
        var database = await PostgresServer.CreateDatabaseAsync();
        await using var worker = await TestWorker.StartAsync(database, Nowhere, [new ScriptedJob(2)]);
        var id = (await worker.StartRunAsync("scripted")).Id;
        using var watch = worker.Client.WatchRun(new() { Id = id }, deadline: TestWorker.Deadline());
        while (await watch.ResponseStream.MoveNext(CancellationToken.None) && watch.ResponseStream.Current.Status is RunStatus.Queued)
        {
        }

        await worker.StopAsync();

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await watch.ResponseStream.MoveNext(CancellationToken.None))
            {
            }
        });
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        await using var dataSource = NpgsqlDataSource.Create(database);
        await using var command = dataSource.CreateCommand("SELECT status || ' ' || attempt FROM pipeline.pipeline_runs");
        Assert.Equal("queued 0", await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task However_many_watch_a_run_one_watcher_feeds_them_and_goes_with_the_last()
    {
        var job = new ScriptedJob(1);
        await using var worker = await TestWorker.StartAsync(await PostgresServer.CreateDatabaseAsync(), Nowhere, [job]);
        var watchers = worker.Services.GetRequiredService<RunWatchers>();
        var id = (await worker.StartRunAsync("scripted")).Id;
        using var left = worker.Client.WatchRun(new() { Id = id }, deadline: TestWorker.Deadline());
        Assert.True(await left.ResponseStream.MoveNext(CancellationToken.None));
        var following = Enumerable.Range(0, 20).Select(_ => worker.FollowAsync(id)).ToList();
        Assert.Equal(1, watchers.Count);
        left.Dispose();

        job.Allow(1);
        var states = await Task.WhenAll(following);

        Assert.All(states, seen => Assert.Equal((RunStatus.Succeeded, 1L), (seen[^1].Status, seen[^1].Progress.Done)));
        Assert.All(states, seen => Assert.Equal(seen.Select(state => state.Revision).Distinct().Order(), seen.Select(state => state.Revision)));
        await Eventually.TrueAsync(() => Task.FromResult(watchers.Count == 0), "Nobody watches any more");
        // The final state is there for whoever comes late, also for one who has seen it.
        using var late = worker.Client.WatchRun(
            new() { Id = id, AfterRevision = states[0][^1].Revision }, deadline: TestWorker.Deadline());
        Assert.True(await late.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(RunStatus.Succeeded, late.ResponseStream.Current.Status);
        Assert.False(await late.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Fact]
    public async Task A_run_that_does_not_exist_cannot_be_watched()
    {
        await using var worker = await TestWorker.StartAsync(await PostgresServer.CreateDatabaseAsync(), Nowhere);
        using var watch = worker.Client.WatchRun(new() { Id = $"{Guid.NewGuid()}" }, deadline: TestWorker.Deadline());

        var error = await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
    }
}

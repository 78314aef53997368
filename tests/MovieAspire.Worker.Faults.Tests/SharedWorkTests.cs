using Grpc.Core;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Testing.Workers;

namespace MovieAspire.Worker.Faults.Tests;

public class SharedWorkTests
{
    [Fact]
    public async Task Two_workers_with_many_runs_execute_each_once_and_fetch_each_movie_once()
    {
        await using var system = await WorkerSystem.StartAsync(movies: 300);
        var listed = await system.CountListedMoviesAsync();
        var workers = await system.StartTwoWorkersAsync();

        var ended = new List<Run>();
        for (var round = 0; round < 3; round++)
        {
            // Both workers are asked for both jobs at once: of each job, one of the two gets it.
            var asked = await Task.WhenAll(
                from worker in workers from job in (string[])["quick", "genre-stats"] select AskAsync(worker, job));
            var started = asked.OfType<Run>().ToList();
            Assert.Equal(["genre-stats", "quick"], started.Select(run => run.Job).Distinct().Order());
            ended.AddRange(await Task.WhenAll(started.Select(run => system.FollowAsync(workers[round % 2], run.Id))));
        }

        Assert.All(ended, run =>
        {
            Assert.True(run.Status is RunStatus.Succeeded or RunStatus.NoOp, $"{run}\n{system.Logs}");
            Assert.Equal(1, run.Attempt);
            Assert.Equal(1, workers.Sum(worker => worker.CountInLog($"Run {run.Id} of {run.Job} starts")));
        });
        Assert.Equal(WorkerSystem.Complete(listed), await system.DescribeCatalogAsync());
        Assert.Equal((listed, 0), (system.Snapshot().MovieFetches.Count, system.RepeatedFetches()));
        var details = ended.SelectMany(run => run.Sources).Where(source => source.Source == "details").ToList();
        Assert.Equal((listed, listed, listed),
            (details.Sum(source => source.Fetched), details.Sum(source => source.Inserted), details.Sum(source => source.Requests)));
        var pages = (listed + 19) / 20;
        foreach (var run in ended.Where(run => run.Job == "quick"))
        {
            Assert.All(run.Sources.Where(source => source.Source is "popular" or "trending-week"), source =>
                Assert.Equal((listed, pages, 0), (source.Fetched, source.Requests, source.Failed)));
            // Both lists have the same movies: what one brought is unchanged for the other.
            Assert.Equal(2 * listed, run.Sources.Where(source => source.Source is "popular" or "trending-week")
                .Sum(source => source.Inserted + source.Updated + source.Unchanged));
        }
    }

    /// <returns>Null when a run of the job is queued or running already.</returns>
    private static async Task<Run?> AskAsync(WorkerProcess worker, string job)
    {
        try
        {
            return await WorkerSystem.StartRunAsync(worker, job, job == "quick" ? [("pages", "500")] : []);
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.AlreadyExists)
        {
            return null;
        }
    }
}

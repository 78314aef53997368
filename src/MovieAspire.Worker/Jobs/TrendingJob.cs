using MovieAspire.Worker.Runs;
using MovieAspire.Worker.Statistics;

namespace MovieAspire.Worker.Jobs;

/// <summary>Ranks the movies that trend today.</summary>
internal sealed class TrendingJob(Trending trending) : IJob
{
    public string Name => "trending";

    public IReadOnlyList<JobOption> Options => [];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        run.BeginPhase("Computing trending movies", 1);
        var changed = await trending.ComputeAsync(run.Run.Id, cancellationToken);
        run.Source("trending").Add(updated: changed);
        run.Advance(1, "");
        return changed > 0 ? JobOutcome.Done : JobOutcome.NothingToDo;
    }
}

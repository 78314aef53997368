using MovieAspire.Worker.Compute.Recommendations;
using MovieAspire.Worker.Compute.Statistics;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Compute;

/// <summary>Every artifact, in the order in which they build on each other.</summary>
internal sealed class ComputeAllJob(
    CatalogStatistics statistics, RecommendationComputation recommendations) : IJob
{
    public string Name => "compute-all";

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        var changed = await statistics.ComputeAsync(run, cancellationToken);
        changed += await recommendations.ComputeAsync(run, movie: null, cancellationToken);
        return changed > 0 ? JobOutcome.Done : JobOutcome.NothingToDo;
    }
}

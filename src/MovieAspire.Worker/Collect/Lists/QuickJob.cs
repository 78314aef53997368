using MovieAspire.Worker.Compute.Statistics;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Lists;

/// <summary>
/// The small update: what is popular and what trends this week, the details of the movies among them
/// that lack them, and the statistics.
/// </summary>
internal sealed class QuickJob(ListedMovies listed, CatalogStatistics statistics) : IJob
{
    public string Name => "quick";

    public IReadOnlyList<JobOption> Options { get; } = [ListedMovies.Pages];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        await listed.CollectAsync(run, [ListCollector.Popular, ListCollector.TrendingWeek], arguments, cancellationToken);
        await statistics.ComputeAsync(run, cancellationToken);
        return JobOutcome.Done;
    }
}

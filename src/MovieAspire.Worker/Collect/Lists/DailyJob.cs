using MovieAspire.Worker.Compute.Statistics;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Lists;

/// <summary>All five lists of TMDB, the details of the movies on them that lack them, and the statistics.</summary>
internal sealed class DailyJob(ListedMovies listed, CatalogStatistics statistics) : IJob
{
    public string Name => "daily";

    public IReadOnlyList<JobOption> Options { get; } = [ListedMovies.Pages];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        await listed.CollectAsync(run, ListedMovies.All, arguments, cancellationToken);
        await statistics.ComputeAsync(run, cancellationToken);
        return JobOutcome.Done;
    }
}

using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Jobs;

/// <summary>All five lists of TMDB, and the details of the movies on them that lack them.</summary>
internal sealed class DailyJob(ListedMovies listed) : IJob
{
    public string Name => "daily";

    public IReadOnlyList<JobOption> Options { get; } = [ListedMovies.Pages];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        await listed.CollectAsync(run, ListedMovies.All, arguments, cancellationToken);
        return JobOutcome.Done;
    }
}

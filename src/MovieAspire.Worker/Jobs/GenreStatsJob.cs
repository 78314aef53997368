using MovieAspire.Worker.Runs;
using MovieAspire.Worker.Statistics;

namespace MovieAspire.Worker.Jobs;

/// <summary>Computes the genre statistics of today.</summary>
internal sealed class GenreStatsJob(GenreStats statistics) : IJob
{
    public string Name => "genre-stats";

    public IReadOnlyList<JobOption> Options => [];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        run.BeginPhase("Computing genre statistics", 1);
        var changed = await statistics.ComputeAsync(run.Run.Id, cancellationToken);
        run.Source("genre_stats").Add(updated: changed);
        run.Advance(1, "");
        return changed > 0 ? JobOutcome.Done : JobOutcome.NothingToDo;
    }
}

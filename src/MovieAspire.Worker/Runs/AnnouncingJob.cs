using MovieAspire.Redis.Generations;
using MovieAspire.Worker.Compute.Search;

namespace MovieAspire.Worker.Runs;

/// <summary>A job whose changes reach the search index and the caches of the services, also when it ends early.</summary>
internal sealed class AnnouncingJob(IJob job, DataGenerations generations, IndexFollowUp index) : IJob
{
    public string Name => job.Name;

    public IReadOnlyList<JobOption> Options => job.Options;

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await job.RunAsync(run, arguments, cancellationToken);
        }
        finally
        {
            // Whoever stops has no time for it; the next run brings these changes, too.
            if (!run.StopRequested.IsCancellationRequested) await index.RunAsync(run.Run.Id);
            if (run.HasChanges) await generations.AdvanceAsync(job.Changes, CancellationToken.None);
        }
    }
}

using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Jobs;

/// <summary>A job whose changes are announced to the caches of the services, also when it ends early.</summary>
internal sealed class AnnouncingJob(IJob job, CacheGenerations generations) : IJob
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
            if (run.HasChanges) await generations.AdvanceAsync();
        }
    }
}

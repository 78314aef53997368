using Microsoft.Extensions.Options;
using MovieAspire.Worker.Collect.Changes;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Collect.Discovery;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect;

/// <summary>
/// What discover and bootstrap find gets its details by a run that follows at once. One that is queued or running already
/// finds the movies as well.
/// </summary>
internal sealed class EnrichFollowUp(RunQueue queue, IOptions<DetailsOptions> options) : IRunFollowUp
{
    private static readonly string[] Finders = [DiscoveryCollector.SourceName, IdExport.SourceName];

    public async Task FollowUpAsync(RunContext run, CancellationToken cancellationToken)
    {
        // Whoever is told to stop is taken over, and that follows up.
        if (!options.Value.EnrichFound || run.StopRequested.IsCancellationRequested || !Finders.Any(run.HasInserted))
            return;
        await queue.EnqueueAsync(
            EnrichJob.JobName, new Dictionary<string, string>(), $"run {run.Run.Id}", null, cancellationToken);
    }
}

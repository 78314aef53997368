using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>The details of the most popular movies that have none yet.</summary>
internal sealed class EnrichJob(MovieEnrichment enrichment) : IJob
{
    private const int DefaultLimit = 100;

    private static readonly NumberOption Limit = new("limit", "Movies to enrich, the most popular first.", 1, 1_000_000);

    public string Name => "enrich";

    public IReadOnlyList<JobOption> Options { get; } = [Limit];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken) =>
        await enrichment.CollectAsync(run, Limit.Read(arguments, DefaultLimit), cancellationToken) > 0
            ? JobOutcome.Done
            : JobOutcome.NothingToDo;
}

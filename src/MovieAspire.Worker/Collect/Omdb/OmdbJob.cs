using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Omdb;

/// <summary>Ratings, awards and box office from OMDb for the movies that are due, the most valuable first.</summary>
internal sealed class OmdbJob(OmdbCollector omdb) : IJob
{
    private static readonly NumberOption Limit = new("limit", "Movies to ask OMDb about; as many as the day's quota by default.", 1, 100_000);

    private static readonly BooleanOption IncludeFrozen = new("include_frozen", "Frozen movies too.");

    public string Name => "omdb";

    public string Title => "Ratings from OMDb";

    public IReadOnlyList<JobOption> Options { get; } = [Limit, IncludeFrozen];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        if (await omdb.CollectAsync(run, Limit.Read(arguments), IncludeFrozen.Read(arguments), cancellationToken) == 0)
            return JobOutcome.NothingToDo;
        return run.Source(OmdbCollector.SourceName).IsParked ? JobOutcome.Unfinished : JobOutcome.Done;
    }
}

using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Omdb;

/// <summary>Ratings, awards and box office from OMDb for the movies that are due, the most valuable first.</summary>
internal sealed class OmdbJob(OmdbCollector omdb) : IJob
{
    // The free key's quota of a day.
    private const int DefaultLimit = 1_000;

    private static readonly NumberOption Limit = new("limit", "Movies to ask OMDb about.", 1, 100_000);

    private static readonly BooleanOption IncludeFrozen = new("include_frozen", "Frozen movies too.");

    public string Name => "omdb";

    public IReadOnlyList<JobOption> Options { get; } = [Limit, IncludeFrozen];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken) =>
        await omdb.CollectAsync(
            run, Limit.Read(arguments, DefaultLimit), IncludeFrozen.Read(arguments), cancellationToken) > 0
            ? JobOutcome.Done
            : JobOutcome.NothingToDo;
}

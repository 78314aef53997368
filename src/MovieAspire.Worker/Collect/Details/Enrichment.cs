using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>Fetches the details of movies that lists or the id export brought without.</summary>
internal sealed class Enrichment(MovieQueries movies, DetailsCollector details)
{
    // Memory and one query's work stay the same however many movies wait.
    private const int BatchSize = 10_000;

    /// <param name="run">The run; a take-over may enrich as many again.</param>
    /// <param name="limit">Movies at most.</param>
    /// <param name="cancellationToken">Stop at once.</param>
    /// <returns>How many movies were asked for.</returns>
    public async Task<int> CollectAsync(RunContext run, int limit, CancellationToken cancellationToken)
    {
        var done = 0;
        do
        {
            var batch = Math.Min(BatchSize, limit - done);
            var waiting = await movies.MostPopularWithoutDetailsAsync(batch, cancellationToken);
            var failures = run.Source("details").Snapshot().Failed;
            var asked = await details.CollectAsync(run, waiting, cancellationToken);
            done += asked;
            // Movies that failed still wait and would be asked for again and again.
            if (waiting.Count < BatchSize || run.Source("details").Snapshot().Failed - failures >= waiting.Count / 2)
                break;
        }
        while (done < limit);
        return done;
    }
}

/// <summary>The details of the most popular movies that have none yet.</summary>
internal sealed class EnrichJob(Enrichment enrichment) : IJob
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

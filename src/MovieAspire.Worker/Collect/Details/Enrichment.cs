using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>Fetches the details of movies that lists or the id export brought without.</summary>
internal sealed class Enrichment(MovieQueries movies, DetailsCollector details)
{
    // Memory and one query's work stay the same however many movies wait.
    private const int BatchSize = 10_000;

    private const string Part = "enrich";

    /// <summary>
    /// What is to be done is decided and saved before it is begun: whoever takes the run over does the rest and no more.
    /// </summary>
    /// <param name="Asked">Movies of all batches so far.</param>
    /// <param name="Batch">The batch at work.</param>
    private sealed record Position(int Asked, IReadOnlyList<int> Batch);

    /// <param name="run">The run.</param>
    /// <param name="limit">Movies at most, by all executions of the run together.</param>
    /// <param name="cancellationToken">Stop at once.</param>
    /// <returns>How many movies were asked for.</returns>
    public async Task<int> CollectAsync(RunContext run, int limit, CancellationToken cancellationToken)
    {
        var position = run.LoadCursor<Position>(Part) ?? new(0, []);
        var left = position.Batch.Count > 0 ? await movies.WithoutDetailsAsync(position.Batch, cancellationToken) : [];
        var tried = 0;
        while (true)
        {
            if (left.Count == 0 && position.Asked < limit)
            {
                left = await movies.MostPopularWithoutDetailsAsync(
                    Math.Min(BatchSize, limit - position.Asked), cancellationToken);
                position = new(position.Asked + left.Count, left);
                await run.SaveCursorAsync(Part, position, cancellationToken);
            }

            var failures = run.Source(DetailsCollector.SourceName).Snapshot().Failed;
            // Without any it still tries again what failed in earlier runs.
            tried += await details.CollectAsync(run, left, cancellationToken);
            failures = run.Source(DetailsCollector.SourceName).Snapshot().Failed - failures;
            // Movies that failed still wait and would be asked for again and again.
            if (position.Batch.Count < BatchSize || failures >= left.Count / 2.0 || position.Asked >= limit)
                return Math.Max(position.Asked, tried);
            left = [];
        }
    }
}

/// <summary>The details of the movies that have none yet, the most popular first.</summary>
internal sealed class EnrichJob(Enrichment enrichment) : IJob
{
    public const string JobName = "enrich";

    private static readonly NumberOption Limit = new("limit", "Movies to enrich, the most popular first; all by default.", 1, 10_000_000);

    public string Name => JobName;

    public string Title => "Details of new movies";

    // What was found gets its details within the hour, whatever became of the run that was to follow at once.
    public string DefaultCron => "0 15 * * * ?";

    public IReadOnlyList<JobOption> Options { get; } = [Limit];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken) =>
        await enrichment.CollectAsync(run, Limit.Read(arguments, int.MaxValue), cancellationToken) > 0
            ? JobOutcome.Done
            : JobOutcome.NothingToDo;
}

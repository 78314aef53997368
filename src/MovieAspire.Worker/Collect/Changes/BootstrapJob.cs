using MovieAspire.Providers.Calls;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Changes;

/// <summary>
/// The whole id export: new movies are added with what it says of them, for the enrich job to complete, and those that
/// it lacks are asked for. What an earlier execution added is known then, so a take-over does the rest.
/// </summary>
internal sealed class BootstrapJob(ExportReconciliation export) : IJob
{
    private static readonly NumberOption Limit = new(
        "limit", "New movies to add, the most popular first; all without it.", 1, 10_000_000);

    public string Name => "bootstrap";

    public string Title => "First movies, out of the id export";

    public IReadOnlyList<JobOption> Options { get; } = [Limit];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        return await export.RunAsync(run, Limit.Read(arguments), cancellationToken) switch
        {
            // The only source failed, and with it the run.
            null => throw new ProviderException(
                Provider.Tmdb, ProviderFailure.BadBody, run.Source(IdExport.SourceName).Snapshot().Error!),
            0 => JobOutcome.NothingToDo,
            _ => JobOutcome.Done,
        };
    }
}

/// <summary>
/// Brings the catalog in line with the id export: movies that the export lacks and removed ones that it names are asked
/// for, and the answer to that call decides.
/// </summary>
internal sealed class ExportReconciliation(IdExport exports, DetailsCollector details, TimeProvider time)
{
    private const int AddedAtOnce = 10_000;

    /// <param name="run">The run.</param>
    /// <param name="maxNew">Movies to add at most, the most popular first; null for all, 0 for none.</param>
    /// <param name="cancellationToken">Stop at once.</param>
    /// <returns>How many movies were added or asked for; null when the export is suspicious, and nothing was done.</returns>
    public async Task<int?> RunAsync(RunContext run, int? maxNew, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        List<int> doubtful = [];
        var added = 0;
        await using (var comparison = await exports.CompareAsync(run, cancellationToken))
        {
            if (comparison is null)
                return null;
            if (maxNew != 0)
                added = await AddAsync(run, comparison, maxNew, cancellationToken);
            await foreach (var id in comparison.VanishedAsync(cancellationToken))
                doubtful.Add(id);
            await foreach (var id in comparison.ReturnedAsync(cancellationToken))
                doubtful.Add(id);
        }

        return added + (doubtful.Count > 0 ? await details.CollectAsync(run, doubtful, cancellationToken, asked) : 0);
    }

    private async Task<int> AddAsync(
        RunContext run, ExportComparison comparison, int? maxNew, CancellationToken cancellationToken)
    {
        // An earlier execution of this run may have added some.
        var counters = run.Source(IdExport.SourceName);
        if (maxNew is { } limit)
            maxNew = (int)Math.Max(0, limit - counters.Snapshot().Inserted);
        var total = await comparison.PickNewAsync(maxNew, cancellationToken);
        run.BeginPhase("Adding new movies", total);
        var added = 0;
        for (var from = 0; from < total; from += AddedAtOnce)
        {
            run.StopRequested.ThrowIfCancellationRequested();
            var count = await comparison.AddNewAsync(from, AddedAtOnce, run.Run.Id, time.GetUtcNow(), cancellationToken);
            counters.Add(inserted: count, unchanged: -count);
            run.CountMovies(count);
            run.Advance(Math.Min(AddedAtOnce, total - from), "");
            // At once, so that whoever takes the run over knows how many are left of the limit.
            await run.SaveAsync(cancellationToken);
            added += count;
        }

        return added;
    }
}

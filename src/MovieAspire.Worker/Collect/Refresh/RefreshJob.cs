using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Collect.Omdb;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Refresh;

/// <summary>
/// The movies whose data is older than their age allows, at TMDB and at OMDb separately. Which ones is decided before the
/// first is refreshed: whoever takes the run over does those of them that are still due.
/// </summary>
internal sealed class RefreshJob(RefreshQueue queue, DetailsCollector details, OmdbCollector omdb) : IJob
{
    private const int DefaultLimit = 100;

    private static readonly NumberOption Limit = new("limit", "Movies to refresh at each provider.", 1, 100_000);

    private static readonly BooleanOption IncludeFrozen = new(
        "include_frozen", "Frozen movies too, by the interval of their age.");

    private const string Part = "refresh";

    private sealed record Position(IReadOnlyList<int> Movies);

    public string Name => "refresh";

    public string Title => "Refresh of aged movies";

    public string DefaultCron => "0 0 2 * * ?";

    public IReadOnlyList<JobOption> Options { get; } = [Limit, IncludeFrozen];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        var limit = Limit.Read(arguments, DefaultLimit);
        var includeFrozen = IncludeFrozen.Read(arguments);

        var begun = run.LoadCursor<Position>(Part);
        var due = await queue.ReadAsync(limit, includeFrozen, begun?.Movies, cancellationToken);
        if (begun is null)
            await run.SaveCursorAsync(Part, new Position(due), cancellationToken);
        var done = await details.CollectAsync(run, due, cancellationToken) + (begun?.Movies.Count ?? 0);

        done += await omdb.CollectAsync(run, limit, includeFrozen, cancellationToken);
        return done > 0 ? JobOutcome.Done : JobOutcome.NothingToDo;
    }
}

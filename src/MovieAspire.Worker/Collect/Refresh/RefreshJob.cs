using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Collect.Omdb;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Refresh;

/// <summary>
/// The movies whose data is older than their age allows, at TMDB and at OMDb separately. Movies that are done are not
/// due any more, so a take-over goes on without a cursor.
/// </summary>
internal sealed class RefreshJob(RefreshQueue queue, DetailsCollector details, OmdbCollector omdb) : IJob
{
    private const int DefaultLimit = 100;

    private static readonly NumberOption Limit = new("limit", "Movies to refresh at each provider.", 1, 100_000);

    private static readonly BooleanOption IncludeFrozen = new(
        "include_frozen", "Frozen movies too, by the interval of their age.");

    public string Name => "refresh";

    public string Title => "Refresh of aged movies";

    public string DefaultCron => "0 0 2 * * ?";

    public IReadOnlyList<JobOption> Options { get; } = [Limit, IncludeFrozen];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        var limit = Limit.Read(arguments, DefaultLimit);
        var includeFrozen = IncludeFrozen.Read(arguments);

        var fetched = run.Source(DetailsCollector.SourceName).Snapshot().Fetched;
        var due = await queue.ReadAsync(limit - (int)Math.Min(limit, fetched), includeFrozen, cancellationToken);
        var done = await details.CollectAsync(run, due, cancellationToken);

        done += await omdb.CollectAsync(run, limit, includeFrozen, cancellationToken);
        return done > 0 ? JobOutcome.Done : JobOutcome.NothingToDo;
    }
}

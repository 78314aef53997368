using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Discovery;

/// <summary>The movies of whole years by their number of votes, by what the pages show of them; enrich fetches details.</summary>
internal sealed class DiscoverJob(DiscoveryCollector discovery, TimeProvider time) : IJob
{
    public string Name => "discover";

    public IReadOnlyList<JobOption> Options { get; } =
    [
        new NumberOption("start_year", "First year of release; last year by default.", DiscoverArguments.FirstYear, 9998),
        new NumberOption("end_year", "Last year of release; this year by default.", DiscoverArguments.FirstYear, 9998),
        new NumberOption("min_votes", "Votes that a movie must have; 200 by default.", 0, 1_000_000),
        new NumberOption("max_pages", "Pages of each year, 20 movies a page; all by default.", 1, DateSlicer.PagesShown),
    ];

    public IReadOnlyList<ServiceDefaults.Errors.FieldViolation> Validate(IReadOnlyDictionary<string, string> options) =>
        DiscoverArguments.Check(options, time);

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken) =>
        await discovery.CollectAsync(run, DiscoverArguments.Parse(arguments.Values, time), cancellationToken) > 0
            ? JobOutcome.Done
            : JobOutcome.NothingToDo;
}

using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Discovery;

/// <summary>What discover looks for.</summary>
/// <param name="StartYear">First year of release.</param>
/// <param name="EndYear">Last year of release.</param>
/// <param name="MinVotes">Votes that a movie must have.</param>
/// <param name="MaxPages">Of each year, 20 movies a page; null for all.</param>
internal sealed record DiscoverArguments(int StartYear, int EndYear, int MinVotes, int? MaxPages);

/// <summary>The movies of whole years by their number of votes, by what the pages show of them; enrich fetches details.</summary>
internal sealed class DiscoverJob(DiscoveryCollector discovery, TimeProvider time) : IJob
{
    // Passage de Venus, 1874, is the oldest film in the databases.
    private const int FirstYear = 1874;

    // Studios announce dates a few years ahead.
    private const int YearsAhead = 5;

    private const int DefaultMinVotes = 200;

    private static readonly NumberOption MinVotes = new(
        "min_votes", "Votes that a movie must have; 200 by default.", 0, 1_000_000);

    private static readonly NumberOption MaxPages = new(
        "max_pages", "Pages of each year, 20 movies a page; all by default.", 1, DateSlicer.PagesShown);

    public string Name => "discover";

    public string Title => "Discovery of this and last year";

    public string DefaultCron => "0 0 3 ? * SUN";

    public IReadOnlyList<JobOption> Options => [StartYear, EndYear, MinVotes, MaxPages];

    private NumberOption StartYear => new(
        "start_year", "First year of release; last year by default.", FirstYear, ThisYear + YearsAhead);

    private NumberOption EndYear => new(
        "end_year", "Last year of release; this year by default.", FirstYear, ThisYear + YearsAhead);

    private int ThisYear => time.GetUtcNow().Year;

    public IReadOnlyList<FieldViolation> Validate(IReadOnlyDictionary<string, string> options) =>
        Read(new(options)) is { } years && years.StartYear > years.EndYear
            ? [new(EndYear.Name, "must not be before start_year")]
            : [];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        var (shown, isComplete) = await discovery.CollectAsync(run, Read(arguments), cancellationToken);
        return !isComplete ? JobOutcome.Unfinished
            : shown > 0 ? JobOutcome.Done : JobOutcome.NothingToDo;
    }

    /// <summary>This and last year by default; one year alone never makes a reversed range.</summary>
    internal DiscoverArguments Read(JobArguments arguments)
    {
        var (start, end) = (StartYear.Read(arguments), EndYear.Read(arguments));
        var first = start ?? Math.Min(ThisYear - 1, end ?? ThisYear);
        return new(
            first, end ?? Math.Max(ThisYear, first), MinVotes.Read(arguments, DefaultMinVotes), MaxPages.Read(arguments));
    }
}

using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Compute.Statistics;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Lists;

/// <summary>Lists, and the details of the movies on them that lack details: the first part of several jobs.</summary>
internal sealed class ListUpdate(ListCollector lists, DetailsCollector details, MovieQueries movies)
{
    // Lists of 10 pages of 20, which overlap: some 300 movies for two lists when the catalog is empty.
    private const int DefaultPages = 10;

    public static readonly NumberOption Pages = new("pages", "Pages of each list, 20 movies a page.", 1, 500);

    public static readonly IReadOnlyList<ListCollector.Source> All =
    [
        ListCollector.Popular, ListCollector.TopRated, ListCollector.Upcoming, ListCollector.NowPlaying,
        ListCollector.TrendingWeek,
    ];

    private const string Part = "lists";

    private sealed record Position(bool ListsAreRead);

    public async Task CollectAsync(
        RunContext run, IReadOnlyList<ListCollector.Source> sources, JobArguments arguments, CancellationToken cancellationToken)
    {
        if (run.LoadCursor<Position>(Part) is not { ListsAreRead: true })
        {
            await lists.CollectAsync(run, sources, Pages.Read(arguments, DefaultPages), cancellationToken);
            // A source that failed is worth another try by a later attempt.
            if (!run.HasErrors)
                await run.SaveCursorAsync(Part, new Position(true), cancellationToken);
        }

        // Whoever takes over sees in the catalog which movies are done.
        var missing = await movies.WithoutDetailsAsync(run.Run.Id, cancellationToken);
        await details.CollectAsync(run, missing, cancellationToken);
    }
}

/// <summary>
/// The small update: what is popular and what trends this week, the details of the movies among them
/// that lack them, and the statistics.
/// </summary>
internal sealed class QuickJob(ListUpdate lists, CatalogStatistics statistics) : IJob
{
    public string Name => "quick";

    public string Title => "Quick update";

    public string DefaultCron => "0 0 0/6 * * ?";

    public IReadOnlyList<JobOption> Options { get; } = [ListUpdate.Pages];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        await lists.CollectAsync(run, [ListCollector.Popular, ListCollector.TrendingWeek], arguments, cancellationToken);
        await statistics.ComputeAsync(run, cancellationToken);
        return JobOutcome.Done;
    }
}

/// <summary>All five lists of TMDB, the details of the movies on them that lack them, and the statistics.</summary>
internal sealed class DailyJob(ListUpdate lists, CatalogStatistics statistics) : IJob
{
    public string Name => "daily";

    public string Title => "Daily update";

    public string DefaultCron => "0 0 3 * * ?";

    public IReadOnlyList<JobOption> Options { get; } = [ListUpdate.Pages];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        await lists.CollectAsync(run, ListUpdate.All, arguments, cancellationToken);
        await statistics.ComputeAsync(run, cancellationToken);
        return JobOutcome.Done;
    }
}

/// <summary>The first stage of the lake alone: what daily asks TMDB for, of which every answer goes into bronze.</summary>
internal sealed class IngestJob(ListUpdate lists) : IJob
{
    public string Name => "ingest";

    public string Title => "Lake: providers to bronze";

    public IReadOnlyList<JobOption> Options { get; } = [ListUpdate.Pages];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        await lists.CollectAsync(run, ListUpdate.All, arguments, cancellationToken);
        return JobOutcome.Done;
    }
}

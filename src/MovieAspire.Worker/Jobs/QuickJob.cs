using MovieAspire.Worker.Ingestion;
using MovieAspire.Worker.Runs;
using MovieAspire.Worker.Statistics;

namespace MovieAspire.Worker.Jobs;

/// <summary>
/// The small update: what is popular and what trends this week, the details of the movies among them
/// that lack them, and the genre statistics.
/// </summary>
internal sealed class QuickJob(
    ListCollector lists, DetailsCollector details, MovieQueries movies, GenreStats statistics) : IJob
{
    // 2 lists of 10 pages of 20, which overlap: some 300 movies when the catalog is empty.
    private const int DefaultPages = 10;

    private static readonly NumberOption Pages = new("pages", "Pages of each list, 20 movies a page.", 1, 500);

    private sealed record Position(bool ListsAreRead);

    public string Name => "quick";

    public IReadOnlyList<JobOption> Options { get; } = [Pages];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        if (run.LoadCursor<Position>() is not { ListsAreRead: true })
        {
            await lists.CollectAsync(
                run, [ListCollector.Popular, ListCollector.TrendingWeek], Pages.Read(arguments, DefaultPages),
                cancellationToken);
            // A source that failed is worth another try by a later attempt.
            if (!run.HasErrors) await run.SaveCursorAsync(new Position(true), cancellationToken);
        }

        // Whoever takes over sees in the catalog which movies are done.
        var missing = await movies.WithoutDetailsAsync(run.Run.Id, cancellationToken);
        await details.CollectAsync(run, missing, cancellationToken);

        run.BeginPhase("Computing genre statistics", 1);
        await statistics.ComputeAsync(run.Run.Id, cancellationToken);
        run.Advance(1, "");
        return JobOutcome.Done;
    }
}

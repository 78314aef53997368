using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Collect.Lists;
using MovieAspire.Worker.Collect.Omdb;
using MovieAspire.Worker.Compute.Search;
using MovieAspire.Worker.Compute.Statistics;
using MovieAspire.Worker.Lake.Stages;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect;

/// <summary>
/// Everything of daily, the movies that lack details, the statistics, the search index, OMDb, which may park, and then the
/// stages of the lake, over what this run fetched too.
/// </summary>
internal sealed class FullJob(
    ListUpdate lists, Enrichment enrichment, CatalogStatistics statistics, IndexBuild index, OmdbCollector omdb,
    Medallion medallion) : IJob
{
    private const int DefaultEnrichLimit = 1_000;

    private static readonly NumberOption EnrichLimit = new(
        "enrich_limit", "Movies without details to enrich, the most popular first; 1,000 by default, the rest is enrich's.", 0, 1_000_000);

    private static readonly NumberOption OmdbLimit = new(
        "omdb_limit", "Movies to ask OMDb about, the most valuable first; as many as the day's quota by default.", 0, 100_000);

    public string Name => "full";

    public string Title => "Full update";

    public string DefaultCron => "0 0 2 ? * SUN";

    public IReadOnlyList<JobOption> Options { get; } = [ListUpdate.Pages, EnrichLimit, OmdbLimit];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        await lists.CollectAsync(run, ListUpdate.All, arguments, cancellationToken);
        if (EnrichLimit.Read(arguments, DefaultEnrichLimit) is > 0 and var limit)
            await enrichment.CollectAsync(run, limit, cancellationToken);
        await statistics.ComputeAsync(run, cancellationToken);
        await BuildIndexAsync(run, cancellationToken);
        await omdb.CollectAsync(run, OmdbLimit.Read(arguments), includeFrozen: false, cancellationToken);
        await BuildLakeAsync(run, cancellationToken);
        return JobOutcome.Done;
    }

    // What was collected stays, whatever the lake makes of it: its failure makes the run partial.
    private async Task BuildLakeAsync(RunContext run, CancellationToken cancellationToken)
    {
        try
        {
            await run.PublishRecordingsAsync(cancellationToken);
            await medallion.RunAsync(run, cancellationToken);
            run.Source("lake").SetError(null);
        }
        catch (JobException e)
        {
            run.Source("lake").SetError(e.Message);
        }
    }

    // A search server that is away makes the run partial, not failed; without one there is no index to build.
    private async Task BuildIndexAsync(RunContext run, CancellationToken cancellationToken)
    {
        if (!index.IsConfigured)
            return;
        try
        {
            await index.RunAsync(run, cancellationToken);
            run.Source(IndexBuild.SourceName).SetError(null);
        }
        catch (SearchIndexException e)
        {
            run.Source(IndexBuild.SourceName).SetError(e.Message);
        }
    }
}

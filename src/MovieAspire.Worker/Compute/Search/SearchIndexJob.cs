using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Compute.Search;

/// <summary>Builds the search index anew; searches go on in the old one until the new one is complete.</summary>
internal sealed class SearchIndexJob(IndexBuild build) : IJob
{
    public const string JobName = "search-index";

    public string Name => JobName;

    public string Title => "Search index";

    public string DefaultCron => "0 0 4 ? * MON";

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        await build.RunAsync(run, cancellationToken);
        return JobOutcome.Done;
    }
}

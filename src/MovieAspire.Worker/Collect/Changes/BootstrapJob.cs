using MovieAspire.Providers.Calls;
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

    public IReadOnlyList<JobOption> Options { get; } = [Limit];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        int? limit = arguments.Values.ContainsKey(Limit.Name) ? Limit.Read(arguments, 0) : null;
        return await export.RunAsync(run, limit, cancellationToken) switch
        {
            // The only source failed, and with it the run.
            null => throw new ProviderException(
                Provider.Tmdb, ProviderFailure.BadBody, run.Source(IdExport.SourceName).Snapshot().Error!),
            0 => JobOutcome.NothingToDo,
            _ => JobOutcome.Done,
        };
    }
}

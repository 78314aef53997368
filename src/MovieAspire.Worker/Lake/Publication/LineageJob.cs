using MovieAspire.Lake.Inspection;
using MovieAspire.Lake.Storage;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Lake.Publication;

/// <summary>Follows a table of the lake back to bronze, and brings what the services tell of that up to date.</summary>
internal sealed partial class LineageJob(LineageTrace trace, LineagePublication lineage, ILogger<LineageJob> logger) : IJob
{
    private static readonly TextOption Table = new("table", "The table to follow, as gold/highest_revenue.", MaxLength: 200);

    public string Name => "lineage";

    public string Title => "Lake: the way back to bronze";

    public IReadOnlyList<JobOption> Options { get; } = [Table];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        try
        {
            run.BeginPhase("lineage", total: 1);
            var nodes = await lineage.PublishAsync(cancellationToken);
            run.MarkChanged();
            if (Table.Read(arguments) is { } table)
            {
                foreach (var step in trace.Of(table))
                    LogStep(new string(' ', 2 * step.Depth), step.Name, step.Detail);
            }

            run.Advance(1, FormattableString.Invariant($"{nodes} tables and partitions"));
            return JobOutcome.Done;
        }
        catch (Exception error) when (error is LakeException or InvalidDataException)
        {
            throw new JobException(error.Message, mayPass: false, error);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Indent}{Name}: {Detail}")]
    private partial void LogStep(string indent, string name, string detail);
}

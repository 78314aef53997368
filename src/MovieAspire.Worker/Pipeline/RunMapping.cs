using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Data.Pipeline;
using RunError = MovieAspire.Contracts.Pipeline.V1.RunError;
using RunProgress = MovieAspire.Contracts.Pipeline.V1.RunProgress;
using RunSource = MovieAspire.Contracts.Pipeline.V1.RunSource;

namespace MovieAspire.Worker.Pipeline;

/// <summary>Runs as the API shows them.</summary>
internal static class RunMapping
{
    public static Run ToMessage(this RunView view, DateTimeOffset now)
    {
        var run = view.Run;
        var message = new Run
        {
            Id = run.Id.ToString(),
            Job = run.Job,
            Status = ToStatus(run.Status),
            RequestedBy = run.RequestedBy,
            CreatedAt = run.CreatedAt.ToTimestamp(),
            StartedAt = run.StartedAt?.ToTimestamp(),
            FinishedAt = run.FinishedAt?.ToTimestamp(),
            ScheduledFor = run.ScheduledFor?.ToTimestamp(),
            Progress = ToProgress(run, now),
            ErrorCount = run.ErrorCount,
            ErrorMessage = run.ErrorMessage ?? "",
            MoviesProcessed = run.MoviesProcessed,
            Revision = run.Revision,
            Attempt = run.Attempt,
        };
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(run.Options) ?? [])
            message.Options.Add(name, value);
        message.Sources.AddRange(view.Sources.Select(source => new RunSource
        {
            Source = source.Source, Fetched = source.Fetched, Inserted = source.Inserted, Updated = source.Updated,
            Unchanged = source.Unchanged, Failed = source.Failed, Requests = source.Requests, Error = source.Error ?? "",
            Frozen = source.Frozen, Thawed = source.Thawed,
        }));
        message.Errors.AddRange(view.Errors.Select(error => new RunError
        {
            Source = error.Source, Item = error.Item, Cause = error.Cause, Message = error.Message,
            OccurredAt = error.OccurredAt.ToTimestamp(),
        }));
        return message;
    }

    /// <summary>The column's word, or null for UNSPECIFIED.</summary>
    public static string? ToColumn(RunStatus status) => status switch
    {
        RunStatus.Queued => RunStatuses.Queued,
        RunStatus.Running => RunStatuses.Running,
        RunStatus.Succeeded => RunStatuses.Succeeded,
        RunStatus.Partial => RunStatuses.Partial,
        RunStatus.Failed => RunStatuses.Failed,
        RunStatus.Cancelled => RunStatuses.Cancelled,
        RunStatus.NoOp => RunStatuses.NoOp,
        _ => null,
    };

    public static RunStatus ToStatus(string column) =>
        System.Enum.GetValues<RunStatus>().Single(status => ToColumn(status) == column);

    private static RunProgress ToProgress(PipelineRun run, DateTimeOffset now)
    {
        var progress = new RunProgress
        {
            Done = run.ProgressDone, Total = run.ProgressTotal, Message = run.ProgressMessage,
            CurrentItem = run.CurrentItem, Waiting = run.Waiting,
        };
        var seconds = ((run.FinishedAt ?? now) - (run.ProgressSince ?? now)).TotalSeconds;
        if (seconds > 0)
            progress.Rate = run.ProgressDone / seconds;
        if (run.Status == RunStatuses.Running && progress.Rate > 0 && run.ProgressTotal >= run.ProgressDone)
            progress.EtaSeconds = (run.ProgressTotal - run.ProgressDone) / progress.Rate;
        return progress;
    }
}

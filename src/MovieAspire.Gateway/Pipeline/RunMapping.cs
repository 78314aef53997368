using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Gateway.Pipeline;

internal static class RunMapping
{
    internal static Run ToRun(Proto.Run run) => new()
    {
        Id = Guid.Parse(run.Id),
        RunDate = (run.StartedAt ?? run.CreatedAt).ToDateTime(),
        Job = run.Job,
        UpdateType = run.Job,
        Options = run.Options.ToDictionary(),
        Status = RunStatusNames.ToJson(run.Status),
        MoviesProcessed = run.MoviesProcessed,
        SourceCategories = [.. run.Sources.Select(source => source.Source)],
        DurationSeconds = run is { StartedAt: { } start, FinishedAt: { } end } ? (end - start).ToTimeSpan().TotalSeconds : null,
        ErrorMessage = Known.Text(run.ErrorMessage),
        Sources = [.. run.Sources.Select(ToSource)],
        Errors = [.. run.Errors.Select(ToError)],
        ErrorCount = run.ErrorCount,
        Progress = run.Progress is { } progress ? ToProgress(progress) : null,
        RequestedBy = run.RequestedBy,
        CreatedAt = Known.Time(run.CreatedAt),
        StartedAt = Known.Time(run.StartedAt),
        FinishedAt = Known.Time(run.FinishedAt),
        ScheduledFor = Known.Time(run.ScheduledFor),
        Attempt = run.Attempt,
        Revision = run.Revision,
    };

    private static RunSource ToSource(Proto.RunSource source) => new(
        source.Source, source.Fetched, source.Inserted, source.Updated, source.Unchanged, source.Failed,
        source.Requests, Known.Text(source.Error));

    private static RunError ToError(Proto.RunError error) => new(
        error.Source, error.Item, error.Cause, error.Message, Known.Time(error.OccurredAt));

    private static RunProgress ToProgress(Proto.RunProgress progress) => new(
        progress.Done,
        progress.Total > 0 ? progress.Total : null,
        progress.Rate,
        progress.HasEtaSeconds ? progress.EtaSeconds : null,
        Known.Text(progress.Message),
        Known.Text(progress.CurrentItem),
        Known.Text(progress.Waiting));
}

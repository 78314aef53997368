using MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Web.Operate;

/// <summary>What the state of a run is called, and how it looks.</summary>
internal static class RunWords
{
    internal static bool IsActive(Run run) => run.Status is RunStatus.Queued or RunStatus.Running;

    internal static string Status(RunStatus status) => status switch
    {
        RunStatus.Queued => "Queued",
        RunStatus.Running => "Running",
        RunStatus.Succeeded => "Succeeded",
        RunStatus.Partial => "Partly done",
        RunStatus.Failed => "Failed",
        RunStatus.Cancelled => "Cancelled",
        RunStatus.NoOp => "Nothing to do",
        _ => "Unknown",
    };

    internal static string Class(RunStatus status) => status switch
    {
        RunStatus.Succeeded or RunStatus.NoOp => "good",
        RunStatus.Partial or RunStatus.Cancelled => "fair",
        RunStatus.Failed => "bad",
        _ => "busy",
    };

    /// <summary>How long it took, or takes so far; null before it began.</summary>
    internal static TimeSpan? Duration(Run run, TimeProvider clock) => run.StartedAt is null
        ? null
        : (run.FinishedAt?.ToDateTimeOffset() ?? clock.GetUtcNow()) - run.StartedAt.ToDateTimeOffset();

    /// <summary>The film that an error is about, when its item is one.</summary>
    internal static int? Film(RunError error) => int.TryParse(error.Item, out var id) && id > 0 ? id : null;
}

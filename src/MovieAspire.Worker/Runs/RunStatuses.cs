namespace MovieAspire.Worker.Runs;

/// <summary>The states of a run as pipeline_runs has them.</summary>
internal static class RunStatuses
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Succeeded = "succeeded";
    public const string Partial = "partial";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";
    public const string NoOp = "no_op";

    public static bool IsFinal(string status) => status is not (Queued or Running);
}

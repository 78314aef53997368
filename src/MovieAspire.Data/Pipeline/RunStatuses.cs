namespace MovieAspire.Data.Pipeline;

/// <summary>The words of the column <c>pipeline_runs.status</c>.</summary>
public static class RunStatuses
{
    /// <summary>Waits for a worker, also between two attempts.</summary>
    public const string Queued = "queued";

    /// <summary>A worker holds it.</summary>
    public const string Running = "running";

    /// <summary>Everything was done.</summary>
    public const string Succeeded = "succeeded";

    /// <summary>Done but for items or sources that failed.</summary>
    public const string Partial = "partial";

    /// <summary>Given up; error_message says why.</summary>
    public const string Failed = "failed";

    /// <summary>Somebody stopped it.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>There was nothing to do.</summary>
    public const string NoOp = "no_op";
}

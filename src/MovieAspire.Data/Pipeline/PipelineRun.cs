namespace MovieAspire.Data.Pipeline;

/// <summary>One execution of a job.</summary>
public sealed class PipelineRun
{
    /// <summary>UUID version 7.</summary>
    public Guid Id { get; set; }

    /// <summary>The job's name.</summary>
    public required string Job { get; set; }

    /// <summary>Runs of a job exclude each other within a subject, as that of a library; empty for the whole job.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The job's options as a JSON object of strings.</summary>
    public string Options { get; set; } = "{}";

    /// <summary>queued, running, succeeded, partial, failed, cancelled or no_op.</summary>
    public required string Status { get; set; }

    /// <summary>A user name, "scheduler" or "startup".</summary>
    public required string RequestedBy { get; set; }

    /// <summary>The firing of the schedule that the run belongs to.</summary>
    public DateTimeOffset? ScheduledFor { get; set; }

    /// <summary>When it was queued.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Not claimed before this.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>When a worker claimed it first.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Executions so far.</summary>
    public int Attempt { get; set; }

    /// <summary>The worker that holds the lease.</summary>
    public string? LeaseOwner { get; set; }

    /// <summary>After this another worker may take the run over.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Somebody wants it to stop.</summary>
    public bool CancelRequested { get; set; }

    /// <summary>Where a take-over goes on, JSON in the job's own format.</summary>
    public string? Cursor { get; set; }

    /// <summary>Items done.</summary>
    public long ProgressDone { get; set; }

    /// <summary>Items to do; 0 while unknown.</summary>
    public long ProgressTotal { get; set; }

    /// <summary>What happens now, or why the run waits.</summary>
    public string ProgressMessage { get; set; } = "";

    /// <summary>The item at work.</summary>
    public string CurrentItem { get; set; } = "";

    /// <summary>Why the run waits; empty while it works.</summary>
    public string Waiting { get; set; } = "";

    /// <summary>When the counting of <see cref="ProgressDone"/> began.</summary>
    public DateTimeOffset? ProgressSince { get; set; }

    /// <summary>Movies that the run wrote or confirmed.</summary>
    public long MoviesProcessed { get; set; }

    /// <summary>Errors of items.</summary>
    public long ErrorCount { get; set; }

    /// <summary>Why the run failed or waits for its next attempt.</summary>
    public string? ErrorMessage { get; set; }

    /// <summary>Grows with every change.</summary>
    public long Revision { get; set; }
}

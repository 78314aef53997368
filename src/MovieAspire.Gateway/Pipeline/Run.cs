namespace MovieAspire.Gateway.Pipeline;

/// <summary>One execution of a job.</summary>
public sealed record Run
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it started, or was asked for while it has not started; UTC.</summary>
    public required DateTime RunDate { get; init; }

    /// <summary>What it does, for example quick.</summary>
    public required string Job { get; init; }

    /// <summary>The job, by its earlier name.</summary>
    public required string UpdateType { get; init; }

    /// <summary>The options that it was started with.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>queued, running, succeeded, partial, failed, cancelled or no_op.</summary>
    public required string Status { get; init; }

    /// <summary>Movie records that were read, changed or not: an entry of a list and its details count as two.</summary>
    public required long MoviesProcessed { get; init; }

    /// <summary>Names of the sources it has read.</summary>
    public required IReadOnlyList<string> SourceCategories { get; init; }

    /// <summary>From start to end; null until it has ended.</summary>
    public required double? DurationSeconds { get; init; }

    /// <summary>Why it failed.</summary>
    public required string? ErrorMessage { get; init; }

    /// <summary>What each source brought.</summary>
    public required IReadOnlyList<RunSource> Sources { get; init; }

    /// <summary>The newest errors of single items, at most 20.</summary>
    public required IReadOnlyList<RunError> Errors { get; init; }

    /// <summary>Number of all errors of single items.</summary>
    public required long ErrorCount { get; init; }

    /// <summary>How far it is.</summary>
    public required RunProgress? Progress { get; init; }

    /// <summary>A user's name, scheduler or startup.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime? CreatedAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime? StartedAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime? FinishedAt { get; init; }

    /// <summary>The firing of the schedule that it belongs to; UTC.</summary>
    public required DateTime? ScheduledFor { get; init; }

    /// <summary>Executions so far; more than one after a take-over or a retry.</summary>
    public required int Attempt { get; init; }

    /// <summary>Grows with every change; the id of the event about it.</summary>
    public required long Revision { get; init; }
}

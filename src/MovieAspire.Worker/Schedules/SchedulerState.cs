namespace MovieAspire.Worker.Schedules;

/// <summary>The cluster's scheduler.</summary>
/// <param name="Running">Whether schedules fire.</param>
/// <param name="ChangedAt">When it was started or stopped last; null for never.</param>
/// <param name="ChangedBy">By whom.</param>
/// <param name="LastFirings">The newest firing of each job that has fired.</param>
internal sealed record SchedulerState(
    bool Running, DateTimeOffset? ChangedAt, string ChangedBy, IReadOnlyDictionary<string, DateTimeOffset> LastFirings);

/// <summary>A schedule that fired.</summary>
/// <param name="Job">Its job.</param>
/// <param name="ScheduledFor">The firing.</param>
/// <param name="Run">The run that was queued; null when one of the job was active, so that the firing is skipped.</param>
internal sealed record Firing(string Job, DateTimeOffset ScheduledFor, Guid? Run);

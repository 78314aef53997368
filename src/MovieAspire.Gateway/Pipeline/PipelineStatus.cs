namespace MovieAspire.Gateway.Pipeline;

/// <summary>The pipeline as a whole.</summary>
/// <param name="IsRunning">Whether any run is in work.</param>
/// <param name="LastRun">The newest run that has started; null before the first.</param>
/// <param name="TotalRuns">All runs so far.</param>
/// <param name="SuccessfulRuns">Those that ended succeeded, partial or no_op.</param>
/// <param name="FailedRuns">Those that failed.</param>
/// <param name="ScheduledJobs">What starts by itself.</param>
/// <param name="Quotas">What the providers still allow.</param>
public sealed record PipelineStatus(
    bool IsRunning, Run? LastRun, long TotalRuns, long SuccessfulRuns, long FailedRuns,
    IReadOnlyList<ScheduledJob> ScheduledJobs, IReadOnlyList<Quota> Quotas);

/// <summary>A job that starts by itself.</summary>
/// <param name="Id">The job.</param>
/// <param name="Name">The job's name for people.</param>
/// <param name="NextRun">UTC; null while the scheduler or this schedule is stopped.</param>
/// <param name="Trigger">A Quartz cron expression, UTC.</param>
/// <param name="Enabled">Whether it starts by itself while the scheduler runs.</param>
/// <param name="LastFiredAt">UTC; null before the first time.</param>
public sealed record ScheduledJob(
    string Id, string Name, DateTime? NextRun, string Trigger, bool Enabled, DateTime? LastFiredAt);

/// <summary>The scheduler of the whole cluster.</summary>
/// <param name="Running">Whether jobs start by themselves.</param>
/// <param name="ChangedAt">When it was started or stopped last; UTC, null when it never was.</param>
/// <param name="ChangedBy">Who did that.</param>
/// <param name="Jobs">The schedules.</param>
public sealed record SchedulerStatus(
    bool Running, DateTime? ChangedAt, string? ChangedBy, IReadOnlyList<ScheduledJob> Jobs);

/// <summary>What one provider allows, counted by UTC day over all workers.</summary>
/// <param name="Provider">tmdb or omdb.</param>
/// <param name="Limit">Requests a day; null when there is no daily limit.</param>
/// <param name="UsedToday">Requests sent.</param>
/// <param name="Remaining">Requests left; null when there is no daily limit.</param>
/// <param name="Refused">Requests that the provider refused.</param>
/// <param name="Cached">Answers that came from the cache instead.</param>
/// <param name="ResetsAt">When the count begins anew; UTC.</param>
/// <param name="ExhaustedAt">Since when the provider says that the budget is spent; UTC, null while it does not.</param>
/// <param name="NextProbeAt">When that is tried again; UTC.</param>
/// <param name="RequestsPerSecondLimit">Requests a second of all workers together; null when not limited.</param>
public sealed record Quota(
    string Provider, long? Limit, long UsedToday, long? Remaining, long Refused, long Cached, DateTime? ResetsAt,
    DateTime? ExhaustedAt, DateTime? NextProbeAt, double? RequestsPerSecondLimit);

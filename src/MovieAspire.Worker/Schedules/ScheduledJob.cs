namespace MovieAspire.Worker.Schedules;

/// <summary>A schedule and the job that it starts.</summary>
/// <param name="Job">The job's name in JobCatalog: the schedule's key with hyphens, for example "genre-stats".</param>
/// <param name="Name">For people.</param>
/// <param name="Schedule">When it fires.</param>
/// <param name="IsEnabled">Whether it does: switched on, and there is such a job.</param>
internal sealed record ScheduledJob(string Job, string Name, JobSchedule Schedule, bool IsEnabled)
{
    /// <summary>The newest time at or before now when it was to fire; null while disabled.</summary>
    public DateTimeOffset? LatestFiring(DateTimeOffset now) =>
        IsEnabled ? Schedule.MissedFiring(DateTimeOffset.MinValue, now) : null;

    /// <summary>The first time after now; null while disabled.</summary>
    public DateTimeOffset? NextFiring(DateTimeOffset now) => IsEnabled ? Schedule.NextFire(now) : null;
}

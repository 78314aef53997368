using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Gateway.Pipeline;

internal static class PipelineStatusMapping
{
    internal static PipelineStatus ToStatus(Proto.PipelineStatus status) => new(
        status.IsRunning,
        status.LastRun is { } run ? RunMapping.ToRun(run) : null,
        status.TotalRuns,
        status.SuccessfulRuns,
        status.FailedRuns,
        [.. status.ScheduledJobs.Select(ToJob)],
        [.. status.Quotas.Select(ToQuota)]);

    internal static SchedulerStatus ToScheduler(Proto.SchedulerStatus scheduler) => new(
        scheduler.Running,
        Known.Time(scheduler.ChangedAt),
        Known.Text(scheduler.ChangedBy),
        [.. scheduler.Jobs.Select(ToJob)]);

    internal static Quota ToQuota(Proto.Quota quota) => new(
        quota.Provider,
        quota.HasLimit ? quota.Limit : null,
        quota.UsedToday,
        quota.HasRemaining ? quota.Remaining : null,
        quota.Refused,
        quota.Cached,
        Known.Time(quota.ResetsAt),
        Known.Time(quota.ExhaustedAt),
        Known.Time(quota.NextProbeAt),
        quota.RequestsPerSecondLimit > 0 ? quota.RequestsPerSecondLimit : null);

    private static ScheduledJob ToJob(Proto.ScheduledJob job) => new(
        job.Id, job.Name, Known.Time(job.NextRun), job.Trigger, job.Enabled, Known.Time(job.LastFiredAt));
}

using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Worker.Quotas;
using MovieAspire.Worker.Runs;
using MovieAspire.Worker.Schedules;

namespace MovieAspire.Worker.Pipeline;

/// <summary>The pipeline as a whole, put together from its parts.</summary>
internal sealed class PipelineOverview(
    PipelineQueries pipeline, RunQueries runs, ScheduleStore scheduler, ScheduledJobs scheduled, QuotaStore quotas,
    QuotaLimits limits, TimeProvider time, IOptions<RunOptions> options)
{
    public async Task<PipelineStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var totals = await pipeline.GetTotalsAsync(cancellationToken);
        var status = new PipelineStatus
        {
            IsRunning = totals.IsRunning, TotalRuns = totals.Total, SuccessfulRuns = totals.Successful,
            FailedRuns = totals.Failed, ActiveRuns = totals.Active, QueuedRuns = totals.Queued,
            WorkersConnected = totals.Workers,
        };
        if (totals.LastRun is { } last && await runs.GetAsync(last, cancellationToken) is { } run)
            status.LastRun = run.ToMessage(now);
        status.ScheduledJobs.AddRange((await scheduler.ReadAsync(cancellationToken)).ToJobs(scheduled, now));
        status.Quotas.AddRange(await GetQuotasAsync(cancellationToken));
        return status;
    }

    public async Task<SchedulerStatus> GetSchedulerAsync(CancellationToken cancellationToken) =>
        (await scheduler.ReadAsync(cancellationToken)).ToMessage(scheduled, time.GetUtcNow());

    public async Task<IEnumerable<RunCount>> CountRunsAsync(CancellationToken cancellationToken) =>
        (await pipeline.CountRunsAsync(cancellationToken)).Select(count => new RunCount
        {
            Job = count.Job, Status = RunMapping.ToStatus(count.Status), Runs = count.Runs, Newest = count.Newest.ToTimestamp(),
        });

    public async Task<IEnumerable<Quota>> GetQuotasAsync(CancellationToken cancellationToken)
    {
        var all = limits.All;
        var readings = await quotas.ReadAsync(
            [.. all.Select(limit => (limit.Provider, limit.PerDay))], cancellationToken);
        return readings.Zip(all, (reading, limit) => reading.ToMessage(limit.PerSecond));
    }

    public async Task<WorkerStatus> GetWorkersAsync(CancellationToken cancellationToken)
    {
        var totals = await pipeline.GetTotalsAsync(cancellationToken);
        var workers = await pipeline.GetWorkersAsync(cancellationToken);
        var jobs = (await scheduler.ReadAsync(cancellationToken)).ToJobs(scheduled, time.GetUtcNow());
        var status = new WorkerStatus
        {
            WorkerStatus_ = workers.Count == 0 ? "stopped" : totals.IsRunning ? "running" : "idle",
            Running = workers.Count > 0,
            LastRun = totals.LastStartedAt?.ToTimestamp(),
            NextRun = jobs.Select(job => job.NextRun).OfType<Timestamp>().Min(),
            Interval = options.Value.PollInterval.TotalSeconds,
        };
        status.Workers.AddRange(workers.Select(worker => worker.ToMessage()));
        return status;
    }
}

/// <summary>Scheduler, quotas and workers as the API shows them.</summary>
internal static class StatusMapping
{
    public static SchedulerStatus ToMessage(this SchedulerState state, ScheduledJobs scheduled, DateTimeOffset now)
    {
        var message = new SchedulerStatus
        {
            Running = state.Running, ChangedAt = state.ChangedAt?.ToTimestamp(), ChangedBy = state.ChangedBy,
        };
        message.Jobs.AddRange(state.ToJobs(scheduled, now));
        return message;
    }

    public static IEnumerable<Contracts.Pipeline.V1.ScheduledJob> ToJobs(
        this SchedulerState state, ScheduledJobs scheduled, DateTimeOffset now) =>
        scheduled.All.Select(job => new Contracts.Pipeline.V1.ScheduledJob
        {
            Id = job.Job,
            Name = job.Title,
            Trigger = job.Schedule.Cron,
            Enabled = job.Schedule.Enabled,
            NextRun = state.Running ? job.Schedule.Next(now)?.ToTimestamp() : null,
            LastFiredAt = state.LastFirings.TryGetValue(job.Job, out var last) ? last.ToTimestamp() : null,
        });

    public static Quota ToMessage(this QuotaReading reading, double requestsPerSecond)
    {
        var quota = new Quota
        {
            Provider = reading.Provider,
            UsedToday = reading.UsedToday,
            Refused = reading.Refused,
            Cached = reading.Cached,
            ResetsAt = reading.ResetsAt.ToTimestamp(),
            ExhaustedAt = reading.ExhaustedAt?.ToTimestamp(),
            NextProbeAt = reading.NextProbeAt?.ToTimestamp(),
            RequestsPerSecondLimit = requestsPerSecond,
        };
        if (reading.Limit is { } limit)
            quota.Limit = limit;
        if (reading.Remaining is { } remaining)
            quota.Remaining = remaining;
        return quota;
    }

    public static Contracts.Pipeline.V1.Worker ToMessage(this WorkerView worker) => new()
    {
        Id = worker.Id,
        Host = worker.Host,
        StartedAt = worker.StartedAt.ToTimestamp(),
        HeartbeatAt = worker.HeartbeatAt.ToTimestamp(),
        RunId = worker.Run?.ToString() ?? "",
        Job = worker.Job ?? "",
    };
}

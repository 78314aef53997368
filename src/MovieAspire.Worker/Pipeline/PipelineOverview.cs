using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Worker.Quotas;
using MovieAspire.Worker.Runs;
using MovieAspire.Worker.Schedules;

namespace MovieAspire.Worker.Pipeline;

/// <summary>The pipeline as a whole, put together from its parts.</summary>
internal sealed class PipelineOverview(
    PipelineQueries pipeline, RunQueries runs, SchedulerStore scheduler, ScheduleBook book, QuotaStore quotas,
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
        status.ScheduledJobs.AddRange((await scheduler.ReadAsync(cancellationToken)).ToJobs(book, now));
        status.Quotas.AddRange(await GetQuotasAsync(cancellationToken));
        return status;
    }

    public async Task<SchedulerStatus> GetSchedulerAsync(CancellationToken cancellationToken) =>
        (await scheduler.ReadAsync(cancellationToken)).ToMessage(book, time.GetUtcNow());

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
        var jobs = (await scheduler.ReadAsync(cancellationToken)).ToJobs(book, time.GetUtcNow());
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

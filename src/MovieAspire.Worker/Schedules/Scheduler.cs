using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Worker.Schema;

namespace MovieAspire.Worker.Schedules;

/// <summary>
/// Fires what is due and was not fired by any worker: the same for a firing on time, one that was missed while no worker
/// was up (once, however many there were), and one that came while Postgres was away. Every worker looks at the times of
/// all firings; Postgres decides who fires, and whether at all. Once a minute it is looked without a reason, because clocks
/// jump and processes are suspended.
/// </summary>
internal sealed partial class Scheduler(
    ScheduledJobs jobs, ScheduleStore store, SchemaReadiness schema, TimeProvider time, ILogger<Scheduler> logger)
    : BackgroundService
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    /// <returns>What fired here.</returns>
    internal async Task<IReadOnlyList<Firing>> FireDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = new List<DueFiring>();
        foreach (var job in jobs.All)
        {
            if (job.Schedule.Latest(now) is { } latest)
                due.Add(new(job.Job, job.Schedule.Options, latest));
        }

        if (due.Count == 0)
            return [];
        var firings = await store.FireAsync(due, cancellationToken);
        foreach (var firing in firings)
        {
            if (firing.Run is { } run)
                LogFired(firing.Job, firing.ScheduledFor, run);
            else
                LogSkipped(firing.Job, firing.ScheduledFor);
        }

        return firings;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        for (var isSynced = false; ;)
        {
            TimeSpan pause;
            try
            {
                if (!isSynced)
                    await store.SyncAsync(jobs.All, stoppingToken);
                isSynced = true;
                await FireDueAsync(stoppingToken);
                pause = UntilNextFiring();
            }
            catch (Exception e) when (DatabaseErrors.IsOfDatabase(e))
            {
                LogRetry(e.Message);
                pause = RetryDelay;
            }

            await Task.Delay(pause, time, stoppingToken);
        }
    }

    private TimeSpan UntilNextFiring()
    {
        var now = time.GetUtcNow();
        return jobs.Next(now) - now is { } pause && pause < LookInterval ? pause : LookInterval;
    }

    [LoggerMessage(LogLevel.Information, "Schedule {Job} fired for {ScheduledFor:u}: run {RunId} is queued")]
    private partial void LogFired(string job, DateTimeOffset scheduledFor, Guid runId);

    [LoggerMessage(LogLevel.Information, "The firing of {Job} for {ScheduledFor:u} is skipped: a run of it is active")]
    private partial void LogSkipped(string job, DateTimeOffset scheduledFor);

    [LoggerMessage(LogLevel.Warning, "The scheduler cannot reach Postgres and tries again: {Reason}")]
    private partial void LogRetry(string reason);
}

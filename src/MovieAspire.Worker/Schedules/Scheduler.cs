using MovieAspire.Worker.Runs;
using MovieAspire.Worker.Schema;
using Npgsql;
using Quartz;

namespace MovieAspire.Worker.Schedules;

/// <summary>
/// Quartz says when, Postgres decides. Every worker has a Quartz of its own in memory; a firing of it only asks Postgres
/// what is due. Once a minute that is asked without Quartz too, for what Postgres could not answer at its time.
/// </summary>
internal sealed partial class Scheduler(
    ISchedulerFactory factory, ScheduleBook book, SchedulerStore store, ScheduleFirings firings, RunSignals signals,
    SchemaReadiness schema, TimeProvider time, ILogger<Scheduler> logger) : BackgroundService
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        var quartz = await factory.GetScheduler(stoppingToken);
        try
        {
            foreach (var job in book.All.Where(job => job.IsEnabled)) await PlanAsync(quartz, job, stoppingToken);
            await FollowAsync(quartz, stoppingToken);
        }
        finally
        {
            await quartz.Shutdown(false, CancellationToken.None);
        }
    }

    private async Task PlanAsync(IScheduler quartz, ScheduledJob job, CancellationToken cancellationToken)
    {
        var detail = JobBuilder.Create<ScheduleFiringJob>().WithIdentity(job.Job).Build();
        var trigger = TriggerBuilder.Create(time).WithIdentity(job.Job)
            .WithCronSchedule(job.Schedule.Cron, cron => cron
                .InTimeZone(TimeZoneInfo.Utc)
                // A process that was suspended asks what is due as soon as it goes on.
                .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build();
        await quartz.ScheduleJob(detail, trigger, cancellationToken: cancellationToken);
    }

    /// <summary>Follows the cluster's start and stop, now and whenever it changes.</summary>
    private async Task FollowAsync(IScheduler quartz, CancellationToken cancellationToken)
    {
        using var changes = signals.WatchScheduler();
        bool? running = null;
        for (var isSynced = false; ;)
        {
            var pause = LookInterval;
            try
            {
                if (!isSynced) await store.SyncAsync(book.All, cancellationToken);
                isSynced = true;
                var state = await store.ReadAsync(cancellationToken);
                if (state.Running != running) await SetAsync(quartz, state, cancellationToken);
                running = state.Running;
                await firings.FireDueAsync(cancellationToken);
            }
            catch (NpgsqlException e)
            {
                LogRetry(e.Message);
                pause = RetryDelay;
            }

            await changes.WaitAsync(pause, cancellationToken);
        }
    }

    private async Task SetAsync(IScheduler quartz, SchedulerState state, CancellationToken cancellationToken)
    {
        if (state.Running) await quartz.Start(cancellationToken);
        else await quartz.Standby(cancellationToken);
        LogState(state.Running ? "running" : "stopped", state.ChangedBy);
    }

    [LoggerMessage(LogLevel.Information, "The scheduler is {State} (changed by \"{ChangedBy}\")")]
    private partial void LogState(string state, string changedBy);

    [LoggerMessage(LogLevel.Warning, "The scheduler cannot reach Postgres and tries again: {Reason}")]
    private partial void LogRetry(string reason);
}

using Google.Protobuf.WellKnownTypes;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Worker.Quotas;
using MovieAspire.Worker.Schedules;

namespace MovieAspire.Worker.Pipeline;

/// <summary>Scheduler, quotas and workers as the API shows them.</summary>
internal static class StatusMapping
{
    public static SchedulerStatus ToMessage(this SchedulerState state, ScheduleBook book, DateTimeOffset now)
    {
        var message = new SchedulerStatus
        {
            Running = state.Running, ChangedAt = state.ChangedAt?.ToTimestamp(), ChangedBy = state.ChangedBy,
        };
        message.Jobs.AddRange(state.ToJobs(book, now));
        return message;
    }

    public static IEnumerable<Contracts.Pipeline.V1.ScheduledJob> ToJobs(
        this SchedulerState state, ScheduleBook book, DateTimeOffset now) =>
        book.All.Select(job => new Contracts.Pipeline.V1.ScheduledJob
        {
            Id = job.Job,
            Name = job.Name,
            Trigger = job.Schedule.Cron,
            Enabled = job.IsEnabled,
            NextRun = state.Running ? job.NextFiring(now)?.ToTimestamp() : null,
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
        if (reading.Limit is { } limit) quota.Limit = limit;
        if (reading.Remaining is { } remaining) quota.Remaining = remaining;
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

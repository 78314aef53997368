namespace MovieAspire.Worker.Schedules;

/// <summary>
/// Fires what is due and was not fired by any worker: the same for a firing on time, one that was missed while no worker
/// was up (once, however many there were), and one that came while Postgres was away.
/// </summary>
internal sealed partial class ScheduleFirings(
    SchedulerStore store, ScheduleBook book, TimeProvider time, ILogger<ScheduleFirings> logger)
{
    /// <returns>What fired here.</returns>
    public async Task<IReadOnlyList<Firing>> FireDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = new List<(string, DateTimeOffset)>();
        foreach (var job in book.All)
        {
            if (job.LatestFiring(now) is { } latest) due.Add((job.Job, latest));
        }

        var firings = await store.FireAsync(due, cancellationToken);
        foreach (var firing in firings)
        {
            if (firing.Run is { } run) LogFired(firing.Job, firing.ScheduledFor, run);
            else LogSkipped(firing.Job, firing.ScheduledFor);
        }

        return firings;
    }

    [LoggerMessage(LogLevel.Information, "Schedule {Job} fired for {ScheduledFor:u}: run {RunId} is queued")]
    private partial void LogFired(string job, DateTimeOffset scheduledFor, Guid runId);

    [LoggerMessage(LogLevel.Warning, "The firing of {Job} for {ScheduledFor:u} is skipped: a run of it is active")]
    private partial void LogSkipped(string job, DateTimeOffset scheduledFor);
}

namespace MovieAspire.Gateway.Pipeline;

/// <summary>The processes that collect and compute.</summary>
/// <param name="WorkerStatus">running while a run is in work, else idle; stopped when there is no worker.</param>
/// <param name="Running">Whether there is any.</param>
/// <param name="LastRun">When the newest run started; UTC, null before the first.</param>
/// <param name="NextRun">When the next job starts by itself; UTC, null while none does.</param>
/// <param name="Interval">Seconds between two looks at the queue when nothing wakes a worker.</param>
/// <param name="Workers">One for each process.</param>
public sealed record WorkersStatus(
    string WorkerStatus, bool Running, DateTime? LastRun, DateTime? NextRun, double Interval,
    IReadOnlyList<Worker> Workers);

/// <summary>One worker process.</summary>
/// <param name="Id">Its name in leases.</param>
/// <param name="Host">The machine or container that it runs on.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="HeartbeatAt">When it gave its last sign of life; UTC.</param>
/// <param name="RunId">The run that it executes; null while it is idle.</param>
/// <param name="Job">That run's job.</param>
public sealed record Worker(
    string Id, string Host, DateTime? StartedAt, DateTime? HeartbeatAt, string? RunId, string? Job);

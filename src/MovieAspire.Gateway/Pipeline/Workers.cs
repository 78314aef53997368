using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Pipeline.V1;

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
    IReadOnlyList<Worker> Workers)
{
    internal static WorkersStatus Example { get; } = new(
        "idle", true, new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc), new DateTime(2026, 3, 10, 18, 0, 0, DateTimeKind.Utc), 5,
        [new("worker-1:4711", "worker-1", new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc), new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc), null, null)]);

    internal static WorkersStatus From(Proto.WorkerStatus status) => new(
        status.WorkerStatus_, status.Running, status.LastRun.ToUtc(), status.NextRun.ToUtc(), status.Interval,
        [.. status.Workers.Select(Worker.From)]);
}

/// <summary>One worker process.</summary>
/// <param name="Id">Its name in leases.</param>
/// <param name="Host">The machine or container that it runs on.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="HeartbeatAt">When it gave its last sign of life; UTC.</param>
/// <param name="RunId">The run that it executes; null while it is idle.</param>
/// <param name="Job">That run's job.</param>
public sealed record Worker(
    string Id, string Host, DateTime? StartedAt, DateTime? HeartbeatAt, string? RunId, string? Job)
{
    internal static Worker From(Proto.Worker worker) => new(
        worker.Id, worker.Host, worker.StartedAt.ToUtc(), worker.HeartbeatAt.ToUtc(), worker.RunId.OrNull(), worker.Job.OrNull());
}

internal static class WorkerEndpoints
{
    internal static void MapWorkers(this RouteGroupBuilder api) =>
        api.MapGet("/worker/status", StatusAsync)
            .WithName("GetWorkerStatus").WithTags("Worker").WithSummary("The workers and what they do")
            .WithServiceProblems();

    private static async Task<JsonWithETag<WorkersStatus>> StatusAsync(
        Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken) =>
        new(WorkersStatus.From(await pipeline.GetWorkerStatusAsync(new(), cancellationToken: cancellationToken)));
}

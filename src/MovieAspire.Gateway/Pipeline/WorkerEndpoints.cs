using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Gateway.Pipeline;

internal static class WorkerEndpoints
{
    internal static void MapWorkers(this RouteGroupBuilder api) =>
        api.MapGet("/worker/status", StatusAsync)
            .WithName("GetWorkerStatus").WithTags("Worker").WithSummary("The workers and what they do")
            .WithProblems(StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout);

    private static async Task<Stored<WorkersStatus>> StatusAsync(
        Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken) =>
        new(ToStatus(await pipeline.GetWorkerStatusAsync(new(), cancellationToken: cancellationToken)));

    internal static WorkersStatus ToStatus(Proto.WorkerStatus status) => new(
        status.WorkerStatus_, status.Running, Known.Time(status.LastRun), Known.Time(status.NextRun), status.Interval,
        [.. status.Workers.Select(ToWorker)]);

    private static Worker ToWorker(Proto.Worker worker) => new(
        worker.Id, worker.Host, Known.Time(worker.StartedAt), Known.Time(worker.HeartbeatAt), Known.Text(worker.RunId),
        Known.Text(worker.Job));
}

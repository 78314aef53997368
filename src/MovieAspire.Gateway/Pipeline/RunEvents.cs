using System.ComponentModel;
using Grpc.Core;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Gateway.Pipeline;

/// <summary>A run at each change.</summary>
internal sealed partial class RunEvents(Proto.Pipeline.PipelineClient pipeline, EventStreams streams, ILogger<RunEvents> logger)
{
    internal static Task SendAsync(
        [FromRoute(Name = "id"), Description("The run's UUID.")] Guid id,
        [FromHeader(Name = EventStreams.LastEventId), Description("The revision seen last; only later ones are sent.")] string? lastEventId,
        RunEvents events, HttpContext context) =>
        events.SendAsync(id.ToString(), lastEventId, context);

    private Task SendAsync(string id, string? lastEventId, HttpContext context) => streams.SendAsync(
        context, lastEventId, new EventSource<Proto.Run, Run>(
            "run",
            async token =>
            {
                var run = await pipeline.GetRunAsync(new() { Id = id }, cancellationToken: token);
                return (run.Revision, run.Status is not (Proto.RunStatus.Queued or Proto.RunStatus.Running));
            },
            (seen, token) => pipeline.WatchRun(new() { Id = id, AfterRevision = seen }, cancellationToken: token),
            change => (change.Revision, Run.From(change)),
            status => LogBroken(logger, id, status.StatusCode, status.Detail)));

    [LoggerMessage(LogLevel.Warning, "The events of run {RunId} broke off with {Code}: {Cause}")]
    private static partial void LogBroken(ILogger logger, string runId, StatusCode code, string cause);
}

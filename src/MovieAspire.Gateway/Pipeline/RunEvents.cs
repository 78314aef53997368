using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using MovieAspire.Gateway.Http;
using MovieAspire.ServiceDefaults.Errors;
using Proto = MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Gateway.Pipeline;

/// <summary>
/// A run as server-sent events (the WHATWG's HTML standard, section 9.2): ids are revisions, so a client that
/// lost its connection goes on after the last one it saw; the last event is the run's final state.
/// </summary>
internal sealed partial class RunEvents(
    Proto.Pipeline.PipelineClient pipeline, IOptions<RunEventOptions> options, TimeProvider time,
    IHostApplicationLifetime lifetime, ILogger<RunEvents> logger)
{
    private const string LastEventId = "Last-Event-ID";

    internal static Task SendAsync(
        [FromRoute(Name = "id"), Description("The run's UUID.")] Guid id,
        [FromHeader(Name = LastEventId), Description("The revision seen last; only later ones are sent.")] string? lastEventId,
        RunEvents events, HttpContext context) =>
        events.SendAsync(id.ToString(), RevisionOf(lastEventId), context);

    private async Task SendAsync(string id, long seen, HttpContext context)
    {
        // A stream must not hold up the end of this process; its client comes back with the last id.
        using var life = new CancellationTokenSource(options.Value.MaxLife, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping, life.Token);

        // Errors such as an unknown id become problems only while nothing has been sent.
        var run = await pipeline.GetRunAsync(new() { Id = id }, cancellationToken: ending.Token);
        if (run.Status is not (Proto.RunStatus.Queued or Proto.RunStatus.Running) && run.Revision <= seen)
        {
            // Tells EventSource not to come back.
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var writer = await EventWriter.StartAsync(context, ending.Token);
        if (context.IsHead())
            return;
        try
        {
            using var watch = pipeline.WatchRun(
                new() { Id = id, AfterRevision = seen }, cancellationToken: ending.Token);
            await writer.CopyAsync(
                watch.ResponseStream, change => (change.Revision, Run.From(change)), options.Value.Heartbeat, time, ending.Token);
        }
        catch (Exception e) when (ending.IsCancellationRequested && e is RpcException or OperationCanceledException)
        {
            // The client left, or this process ends, or the stream has lasted long enough: its client comes back.
        }
        catch (RpcException e)
        {
            LogBroken(logger, id, e.StatusCode, e.Status.Detail);
        }
    }

    private static long RevisionOf(string? lastEventId)
    {
        if (string.IsNullOrEmpty(lastEventId))
            return 0;
        return long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : throw ServiceError.InvalidField(LastEventId, "must be the id of an event of this run");
    }

    [LoggerMessage(LogLevel.Warning, "The events of run {RunId} broke off with {Code}: {Cause}")]
    private static partial void LogBroken(ILogger logger, string runId, StatusCode code, string cause);
}

/// <summary>The event stream of a run; section <c>RunEvents</c>.</summary>
internal sealed record RunEventOptions
{
    internal const string Section = "RunEvents";

    /// <summary>Silence after which a comment tells proxies and clients that the stream lives.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:05:00", ErrorMessage = "RunEvents:Heartbeat must be between 50 ms and 5 min.")]
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// RunEvents:MaxLife: when a stream ends, even if its run does not. A client that wants more comes back with the last
    /// id, as EventSource does by itself; one that is forgotten does not.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00", ErrorMessage = "RunEvents:MaxLife must be between 100 ms and 1 day.")]
    public TimeSpan MaxLife { get; init; } = TimeSpan.FromMinutes(30);
}

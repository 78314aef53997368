using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Grpc.Core;
using Microsoft.Extensions.Options;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Gateway.Http;

/// <summary>
/// What a service tells of a thing that changes, as server-sent events (the WHATWG's HTML standard, section 9.2): ids are
/// revisions, so a client that lost its connection goes on after the last one it saw; the last event is the final state.
/// </summary>
internal sealed class EventStreams(IOptions<EventStreamOptions> options, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>The header with the revision seen last.</summary>
    internal const string LastEventId = "Last-Event-ID";

    /// <param name="context">Where they go.</param>
    /// <param name="lastEventId">As the client sent it.</param>
    /// <param name="source">What is watched.</param>
    /// <exception cref="ServiceException">INVALID_ARGUMENT: the header is no revision.</exception>
    internal async Task SendAsync<TMessage, T>(HttpContext context, string? lastEventId, EventSource<TMessage, T> source)
    {
        var seen = RevisionOf(lastEventId, source.Name);
        // Errors such as an unknown id become problems only while nothing has been sent.
        var (revision, isFinal) = await source.LookAsync(context.RequestAborted);
        if (isFinal && revision <= seen)
        {
            // Tells EventSource not to come back.
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        // A stream must not hold up the end of this process; its client comes back with the last id.
        using var life = new CancellationTokenSource(options.Value.MaxLife, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping, life.Token);
        var writer = await EventWriter.StartAsync(context, ending.Token);
        if (context.IsHead())
            return;
        try
        {
            using var watch = source.Watch(seen, ending.Token);
            await writer.CopyAsync(watch.ResponseStream, source.ToEvent, options.Value.Heartbeat, time, ending.Token);
        }
        catch (Exception e) when (ending.IsCancellationRequested && e is RpcException or OperationCanceledException)
        {
            // The client left, or this process ends, or the stream has lasted long enough: its client comes back.
        }
        catch (RpcException e)
        {
            source.Broken(e.Status);
        }
    }

    private static long RevisionOf(string? lastEventId, string name)
    {
        if (string.IsNullOrEmpty(lastEventId))
            return 0;
        return long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : throw ServiceError.InvalidField(LastEventId, $"must be the id of an event of this {name}");
    }
}

/// <summary>A thing that changes.</summary>
/// <param name="Name">For people.</param>
/// <param name="LookAsync">Its revision now, and whether it changes no more.</param>
/// <param name="Watch">Its changes after a revision.</param>
/// <param name="ToEvent">A change as the client sees it.</param>
/// <param name="Broken">Is told why the changes broke off.</param>
internal sealed record EventSource<TMessage, T>(
    string Name, Func<CancellationToken, Task<(long Revision, bool IsFinal)>> LookAsync,
    Func<long, CancellationToken, AsyncServerStreamingCall<TMessage>> Watch, Func<TMessage, (long Id, T Data)> ToEvent,
    Action<Status> Broken);

/// <summary>Streams of events, of runs and of libraries; section <c>RunEvents</c>.</summary>
internal sealed record EventStreamOptions
{
    internal const string Section = "RunEvents";

    /// <summary>Silence after which a comment tells proxies and clients that the stream lives.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:05:00", ErrorMessage = "RunEvents:Heartbeat must be between 50 ms and 5 min.")]
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// RunEvents:MaxLife: when a stream ends, even if what it tells of does not. A client that wants more comes back with the
    /// last id, as EventSource does by itself; one that is forgotten does not.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00", ErrorMessage = "RunEvents:MaxLife must be between 100 ms and 1 day.")]
    public TimeSpan MaxLife { get; init; } = TimeSpan.FromMinutes(30);
}

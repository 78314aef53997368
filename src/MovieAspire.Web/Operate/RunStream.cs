using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Web.Operate;

/// <summary>A run while it happens, as server-sent events whose data is the HTML to show; ids are revisions.</summary>
internal sealed partial class RunStream(
    Pipeline.PipelineClient pipeline, IServiceProvider services, IHostApplicationLifetime lifetime, TimeProvider time,
    ILoggerFactory loggers, ILogger<RunStream> logger)
{
    // So that proxies between see that it lives; what it says of times is up to date as well.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    internal IResult Of(string id, HttpContext context) =>
        TypedResults.ServerSentEvents(ReadAsync(id, RevisionOf(context.Request.Headers["Last-Event-ID"].ToString()), context.RequestAborted));

    private async IAsyncEnumerable<SseItem<string>> ReadAsync(
        string id, long seen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A stream must not hold up the end of this process; its reader comes back with the last id.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await using var renderer = new HtmlRenderer(services, loggers);
        using var watch = pipeline.WatchRun(new() { Id = id, AfterRevision = seen }, cancellationToken: ending.Token);
        Run? last = null;
        var next = watch.ResponseStream.MoveNext(ending.Token);
        while (true)
        {
            try
            {
                await Task.WhenAny(next, Task.Delay(Heartbeat, time, ending.Token));
                if (next.IsCompleted && !await next)
                    yield break;
            }
            catch (Exception e) when (ending.IsCancellationRequested && e is RpcException or OperationCanceledException)
            {
                yield break;
            }
            catch (RpcException e)
            {
                LogBroken(logger, id, e.StatusCode, e.Status.Detail);
                yield break;
            }

            if (next.IsCompleted)
            {
                last = watch.ResponseStream.Current;
                next = watch.ResponseStream.MoveNext(ending.Token);
            }

            if (last is not null)
                yield return new(await RenderAsync(renderer, last)) { EventId = last.Revision.ToString(CultureInfo.InvariantCulture) };
        }
    }

    private static Task<string> RenderAsync(HtmlRenderer renderer, Run run) => renderer.Dispatcher.InvokeAsync(async () =>
    {
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(RunProgressView.Run)] = run });
        return (await renderer.RenderComponentAsync<RunProgressView>(parameters)).ToHtmlString();
    });

    private static long RevisionOf(string lastEventId) =>
        long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0;

    [LoggerMessage(LogLevel.Warning, "The page of run {RunId} is not told of its progress any more: {Code}, {Cause}")]
    private static partial void LogBroken(ILogger logger, string runId, StatusCode code, string cause);
}

using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MovieAspire.Web.Live;

/// <summary>
/// Something while it happens, as server-sent events whose data is the HTML to show. The same stands at an address of its
/// own, for who is cut off from the events (Client/live.ts).
/// </summary>
internal sealed partial class LiveStream(
    IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider time, ILoggerFactory loggers, ILogger<LiveStream> logger)
{
    // So that proxies between see that it lives; what it says of times is up to date as well.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    /// <param name="what">What is watched, for the log.</param>
    /// <param name="watch">Starts to watch.</param>
    /// <param name="revisionOf">The number of a message, which is the event's id.</param>
    /// <param name="parametersOf">What the component shows of a message, by the names of its parameters.</param>
    /// <param name="aborted">The reader has left.</param>
    internal IResult Of<TComponent, TMessage>(
        string what, Func<CancellationToken, AsyncServerStreamingCall<TMessage>> watch, Func<TMessage, long> revisionOf,
        Func<TMessage, Dictionary<string, object?>> parametersOf, CancellationToken aborted)
        where TComponent : IComponent where TMessage : class =>
        TypedResults.ServerSentEvents(ReadAsync<TComponent, TMessage>(what, watch, revisionOf, parametersOf, aborted));

    /// <summary>The revision that the reader saw last; 0 for none.</summary>
    internal static long SeenBy(HttpRequest request) =>
        long.TryParse(request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0;

    private async IAsyncEnumerable<SseItem<string>> ReadAsync<TComponent, TMessage>(
        string what, Func<CancellationToken, AsyncServerStreamingCall<TMessage>> watch, Func<TMessage, long> revisionOf,
        Func<TMessage, Dictionary<string, object?>> parametersOf, [EnumeratorCancellation] CancellationToken aborted)
        where TComponent : IComponent where TMessage : class
    {
        // A stream must not hold up the end of this process; its reader comes back with the last id.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(aborted, lifetime.ApplicationStopping);
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        using var call = watch(ending.Token);
        (string Id, Dictionary<string, object?> Parameters)? last = null;
        var next = call.ResponseStream.MoveNext(ending.Token);
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
                LogBroken(logger, what, e.StatusCode, e.Status.Detail);
                yield break;
            }

            if (next.IsCompleted)
            {
                var message = call.ResponseStream.Current;
                last = (revisionOf(message).ToString(CultureInfo.InvariantCulture), parametersOf(message));
                next = call.ResponseStream.MoveNext(ending.Token);
            }

            if (last is { } known)
                yield return new(await RenderAsync<TComponent>(renderer, known.Parameters)) { EventId = known.Id };
        }
    }

    private static Task<string> RenderAsync<TComponent>(HtmlRenderer renderer, Dictionary<string, object?> parameters)
        where TComponent : IComponent => renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());

    [LoggerMessage(LogLevel.Warning, "A page is not told of {What} any more: {Code}, {Cause}")]
    private static partial void LogBroken(ILogger logger, string what, StatusCode code, string cause);
}

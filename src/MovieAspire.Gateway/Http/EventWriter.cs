using System.Globalization;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace MovieAspire.Gateway.Http;

/// <summary>Writes <c>text/event-stream</c> with comments between the events, which the framework's result has not.</summary>
internal sealed class EventWriter
{
    // A client whose stream broke asks again after this many milliseconds.
    private const int RetryMilliseconds = 2000;

    private readonly HttpResponse _response;
    private readonly JsonSerializerOptions _json;

    private EventWriter(HttpResponse response, JsonSerializerOptions json)
    {
        _response = response;
        _json = json;
    }

    internal static async Task<EventWriter> StartAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();

        var writer = new EventWriter(response, json);
        await writer.SendAsync(string.Create(CultureInfo.InvariantCulture, $"retry: {RetryMilliseconds}\n\n"), cancellationToken);
        return writer;
    }

    /// <summary>JSON has no line breaks here, so the data is one line.</summary>
    internal Task WriteAsync<T>(long id, T data, CancellationToken cancellationToken) => SendAsync(
        string.Create(CultureInfo.InvariantCulture, $"id: {id}\ndata: {JsonSerializer.Serialize(data, _json)}\n\n"), cancellationToken);

    /// <summary>Passes a stream of messages on until it ends, with comments in its silences.</summary>
    internal async Task CopyAsync<TMessage, T>(
        IAsyncStreamReader<TMessage> messages, Func<TMessage, (long Id, T Data)> toEvent, TimeSpan heartbeat, TimeProvider time,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = messages.MoveNext(cancellationToken);
            while (!next.IsCompleted)
            {
                await Task.WhenAny(next, Task.Delay(heartbeat, time, cancellationToken));
                if (!next.IsCompleted)
                    await SendAsync(": heartbeat\n\n", cancellationToken);
            }

            if (!await next)
                return;
            var (id, data) = toEvent(messages.Current);
            await WriteAsync(id, data, cancellationToken);
        }
    }

    private async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        await _response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await _response.Body.FlushAsync(cancellationToken);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace MovieAspire.Gateway.Pipeline;

/// <summary>Writes <c>text/event-stream</c> with comments between the events, which the framework's result has not.</summary>
internal sealed class RunEventWriter
{
    // A client whose stream broke asks again after this many milliseconds.
    private const int RetryMilliseconds = 2000;

    private readonly HttpResponse _response;
    private readonly JsonSerializerOptions _json;

    private RunEventWriter(HttpResponse response, JsonSerializerOptions json)
    {
        _response = response;
        _json = json;
    }

    internal static async Task<RunEventWriter> StartAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();

        var writer = new RunEventWriter(response, json);
        await writer.SendAsync(string.Create(CultureInfo.InvariantCulture, $"retry: {RetryMilliseconds}\n\n"), cancellationToken);
        return writer;
    }

    internal Task BeatAsync(CancellationToken cancellationToken) => SendAsync(": heartbeat\n\n", cancellationToken);

    /// <summary>JSON has no line breaks here, so the data is one line.</summary>
    internal Task WriteAsync(Run run, CancellationToken cancellationToken) => SendAsync(
        string.Create(CultureInfo.InvariantCulture, $"id: {run.Revision}\ndata: {JsonSerializer.Serialize(run, _json)}\n\n"),
        cancellationToken);

    private async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        await _response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await _response.Body.FlushAsync(cancellationToken);
    }
}

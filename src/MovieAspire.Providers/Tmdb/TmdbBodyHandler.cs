using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace MovieAspire.Providers.Tmdb;

/// <summary>The innermost handler: signs the request, reads the whole body inside the attempt's time-out, and
/// gives an answer the status that its body speaks of. TMDB sometimes says "over the limit" with status 200.</summary>
internal sealed class TmdbBodyHandler(IOptions<TmdbOptions> options) : DelegatingHandler
{
    // Error bodies are about 100 bytes; details and lists are far larger.
    private const int LargestErrorBody = 1024;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var unsigned = request.RequestUri!;
        Sign(request);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            if (response.Content.Headers.ContentLength <= LargestErrorBody)
                response.StatusCode = StatusOf(await response.Content.ReadAsByteArrayAsync(cancellationToken)) ?? response.StatusCode;
            return response;
        }
        finally
        {
            request.RequestUri = unsigned;
        }
    }

    private void Sign(HttpRequestMessage request)
    {
        if (options.Value.ApiKey.Contains('.', StringComparison.Ordinal))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.ApiKey);
            return;
        }

        var uri = request.RequestUri!;
        var separator = uri.Query.Length > 0 ? '&' : '?';
        request.RequestUri = new Uri($"{uri.AbsoluteUri}{separator}api_key={Uri.EscapeDataString(options.Value.ApiKey)}");
    }

    private static HttpStatusCode? StatusOf(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, TmdbJson.Default.TmdbStatus)?.StatusCode switch
            {
                7 => HttpStatusCode.Unauthorized,
                25 => HttpStatusCode.TooManyRequests,
                34 => HttpStatusCode.NotFound,
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null; // The caller finds the bad body, with the status that came.
        }
    }
}

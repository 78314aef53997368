using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly.Timeout;

namespace MovieAspire.Providers.Http;

/// <summary>A GET to one provider: from a path to a parsed value, or to a ProviderException with its cause.</summary>
internal sealed class ProviderCalls(
    IHttpClientFactory clients, string clientName, Provider provider, TimeProvider time, TimeSpan attemptTimeout)
{
    public TimeSpan AttemptTimeout => attemptTimeout;

    public async Task<ProviderResponse<T>> GetAsync<T>(
        string route, string request, JsonTypeInfo<T> type, Func<T, bool> isSound, CancellationToken cancellationToken)
    {
        using var activity = ProviderTelemetry.Source.StartActivity($"{provider.DisplayName()} {route}", ActivityKind.Client);
        try
        {
            var raw = await FetchAsync(request, cancellationToken);
            return new(Parse(raw, type, isSound), raw);
        }
        catch (ProviderException error)
        {
            activity?.SetStatus(ActivityStatusCode.Error, error.Message);
            throw;
        }
    }

    public T Parse<T>(RawBody raw, JsonTypeInfo<T> type, Func<T, bool> isSound)
    {
        Exception? reason = null;
        try
        {
            if (JsonSerializer.Deserialize(raw.Body.Span, type) is { } value && isSound(value))
                return value;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            reason = error;
        }

        throw Failure(ProviderFailure.BadBody, raw.Request, reason?.Message ?? "the body is not what was asked for", reason, raw);
    }

    /// <summary>Opens an answer whose body is read as a stream: no retries, no rate limit.</summary>
    public async Task<HttpResponseMessage> OpenStreamAsync(
        string streamClient, string request, CancellationToken cancellationToken)
    {
        var response = await SendAsync(streamClient, request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode)
            return response;

        using (response)
            throw StatusFailure(response, request, raw: null);
    }

    private async Task<RawBody> FetchAsync(string request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(clientName, request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var raw = new RawBody(provider, request, time.GetUtcNow(), body, Status: (int)response.StatusCode);
        await ProviderObservation.FetchedAsync(raw, cancellationToken);
        return response.IsSuccessStatusCode ? raw : throw StatusFailure(response, request, raw);
    }

    private async Task<HttpResponseMessage> SendAsync(
        string name, string request, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(name);
            return await client.GetAsync(request, completion, cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TimeoutRejectedException
            || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Failure(ProviderFailure.Network, request, error.Message, error);
        }
    }

    private ProviderException StatusFailure(HttpResponseMessage response, string request, RawBody? raw)
    {
        var cause = response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => ProviderFailure.RateLimit,
            HttpStatusCode.NotFound => ProviderFailure.NotFound,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ProviderFailure.Unauthorized,
            >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout => ProviderFailure.Network,
            _ => ProviderFailure.BadBody,
        };
        return Failure(cause, request, $"status {(int)response.StatusCode}", null, raw, RetryPolicy.RetryAfter(response, time));
    }

    private ProviderException Failure(
        ProviderFailure cause, string request, string reason, Exception? inner = null, RawBody? raw = null,
        TimeSpan? retryAfter = null) =>
        new(provider, cause, $"{provider.DisplayName()} {request}: {reason}", inner) { Raw = raw, RetryAfter = retryAfter };
}

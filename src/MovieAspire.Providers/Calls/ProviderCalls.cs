using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly.Timeout;

namespace MovieAspire.Providers.Calls;

/// <summary>A GET to one provider: from a path to a parsed value, or to a ProviderException with its cause.</summary>
internal sealed class ProviderCalls(IHttpClientFactory clients, Provider provider, TimeProvider time)
{
    /// <param name="route">For traces: the request without its values.</param>
    /// <param name="request">Path and query behind the base address.</param>
    /// <param name="type">Of the body.</param>
    /// <param name="isSound">Whether the body is what was asked for.</param>
    /// <param name="observer">Hears of waits and of the body, if given.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ProviderResponse<T>> GetAsync<T>(
        string route, string request, JsonTypeInfo<T> type, Func<T, bool> isSound, IProviderObserver? observer,
        CancellationToken cancellationToken)
    {
        using var activity = ProviderTelemetry.Source.StartActivity($"{provider.DisplayName()} {route}", ActivityKind.Client);
        try
        {
            var raw = await FetchAsync(request, observer, cancellationToken);
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
        var response = await SendAsync(
            streamClient, request, HttpCompletionOption.ResponseHeadersRead, observer: null, cancellationToken);
        if (response.IsSuccessStatusCode)
            return response;

        using (response)
            throw StatusFailure(response, request, raw: null);
    }

    private async Task<RawBody> FetchAsync(
        string request, IProviderObserver? observer, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(
            provider.Key(), request, HttpCompletionOption.ResponseContentRead, observer, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var raw = new RawBody(provider, request, time.GetUtcNow(), body, Status: (int)response.StatusCode);
        if (observer is not null)
            await observer.FetchedAsync(raw, cancellationToken);
        return response.IsSuccessStatusCode ? raw : throw StatusFailure(response, request, raw);
    }

    private async Task<HttpResponseMessage> SendAsync(
        string name, string request, HttpCompletionOption completion, IProviderObserver? observer,
        CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(name);
            using var message = new HttpRequestMessage(HttpMethod.Get, request);
            message.SetObserver(observer);
            return await client.SendAsync(message, completion, cancellationToken);
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

using System.Net.Http.Json;

namespace Meilisearch;

/// <summary>Turns error responses and broken connections into Meilisearch's exceptions.</summary>
public class MeilisearchMessageHandler : DelegatingHandler
{
    /// <summary>For a handler chain that somebody else builds.</summary>
    public MeilisearchMessageHandler()
    {
    }

    /// <summary>On top of another handler.</summary>
    public MeilisearchMessageHandler(HttpMessageHandler innerHandler)
        : base(innerHandler)
    {
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                return response;
            throw response.Content.Headers.ContentLength == 0
                ? new MeilisearchApiError(response.StatusCode, response.ReasonPhrase)
                : new MeilisearchApiError(
                    await response.Content.ReadFromJsonAsync<MeilisearchApiErrorContent>(cancellationToken));
        }
        catch (HttpRequestException e)
        {
            throw new MeilisearchCommunicationError("CommunicationError", e);
        }
    }
}

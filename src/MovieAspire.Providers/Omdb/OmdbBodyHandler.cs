using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MovieAspire.Providers.Calls;

namespace MovieAspire.Providers.Omdb;

/// <summary>The innermost handler: signs the request, reads the whole body inside the attempt's time-out, and
/// tells a spent quota from a bad key, which OMDb answers with the same status.</summary>
internal sealed class OmdbBodyHandler(IOptions<OmdbOptions> options, IRequestQuota quota) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var unsigned = request.RequestUri!;
        request.RequestUri = new Uri($"{unsigned.AbsoluteUri}&apikey={Uri.EscapeDataString(options.Value.ApiKey)}");
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            if (response.StatusCode == HttpStatusCode.Unauthorized && await IsLimitReachedAsync(response, cancellationToken))
            {
                response.Dispose();
                throw request.QuotaSpent(Provider.Omdb, await quota.ReportSpentAsync(Provider.Omdb, cancellationToken));
            }

            return response;
        }
        finally
        {
            request.RequestUri = unsigned;
        }
    }

    private static async Task<bool> IsLimitReachedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return JsonSerializer.Deserialize(body, OmdbJson.Default.OmdbStatus)?.IsLimitReached == true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Health;

/// <summary>Healthy when a URL answers with the status expected.</summary>
internal sealed class HttpHealthCheck(Func<Uri> url, int statusCode) : IHealthCheck
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(5) };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var response = await Client.GetAsync(url(), cancellationToken);
            if ((int)response.StatusCode == statusCode)
                return HealthCheckResult.Healthy();

            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return HealthCheckResult.Unhealthy($"{url()} answered {(int)response.StatusCode}: {body[..Math.Min(300, body.Length)]}");
        }
        catch (HttpRequestException e)
        {
            return HealthCheckResult.Unhealthy($"{url()}: {e.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"{url()} did not answer within {Client.Timeout.TotalSeconds} s");
        }
    }
}

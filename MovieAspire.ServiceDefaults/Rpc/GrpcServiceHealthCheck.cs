using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MovieAspire.ServiceDefaults.Rpc;

/// <summary>Asks another service by the standard protocol grpc.health.v1 whether it serves.</summary>
internal sealed class GrpcServiceHealthCheck(GrpcChannel channel) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var response = await new Health.HealthClient(channel)
                .CheckAsync(new HealthCheckRequest(), cancellationToken: cancellationToken);
            return response.Status is HealthCheckResponse.Types.ServingStatus.Serving
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"It reports {response.Status}.");
        }
        catch (RpcException error)
        {
            return HealthCheckResult.Unhealthy(error.Status.Detail);
        }
    }
}

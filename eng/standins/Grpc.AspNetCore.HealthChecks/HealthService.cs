using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Grpc.AspNetCore.HealthChecks;

#pragma warning disable CA1812 // made by dependency injection
internal sealed class HealthService(
    HealthCheckService checks, PublishedStatus published, IHostApplicationLifetime lifetime) : Health.V1.Health.HealthBase
#pragma warning restore CA1812
{
    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        if (request.Service.Length > 0)
            throw new RpcException(new Status(StatusCode.NotFound, ""));
        return new HealthCheckResponse { Status = await StatusAsync(context.CancellationToken) };
    }

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            bool known = request.Service.Length == 0;
            ServingStatus status = known ? await StatusAsync(end.Token) : ServingStatus.ServiceUnknown;
            while (true)
            {
                await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, end.Token);
                if (!known)
                    await Task.Delay(Timeout.Infinite, end.Token);
                status = await published.OtherThan(status).WaitAsync(end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The watcher left, or the server is stopping; then the watcher is told.
            if (!context.CancellationToken.IsCancellationRequested)
                await responseStream.WriteAsync(
                    new HealthCheckResponse { Status = ServingStatus.NotServing }, context.CancellationToken);
        }
    }

    private async Task<ServingStatus> StatusAsync(CancellationToken cancellationToken) =>
        PublishedStatus.Of(await checks.CheckHealthAsync(cancellationToken));
}

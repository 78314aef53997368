using Grpc.AspNetCore.HealthChecks;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds gRPC's standard health service.</summary>
public static class GrpcHealthChecksServiceExtensions
{
    /// <summary>The service with the empty name reports all health checks together.</summary>
    public static IHealthChecksBuilder AddGrpcHealthChecks(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<PublishedStatus>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthCheckPublisher, PublishedStatus>(
            provider => provider.GetRequiredService<PublishedStatus>()));
        return services.AddHealthChecks();
    }
}

using Grpc.AspNetCore.Server.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds gRPC's standard reflection service.</summary>
public static class GrpcReflectionServiceExtensions
{
    /// <summary>Makes the mapped services' descriptors available.</summary>
    public static IServiceCollection AddGrpcReflection(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<MappedDescriptors>();
        return services;
    }
}

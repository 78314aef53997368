using Grpc.AspNetCore.Server.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC's standard reflection service.</summary>
public static class GrpcReflectionEndpointRouteBuilderExtensions
{
    /// <summary>Serves grpc.reflection.v1 and v1alpha.</summary>
    public static IEndpointConventionBuilder MapGrpcReflectionService(this IEndpointRouteBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        // Not asked for itself: that would collect the endpoints before they are mapped.
        if (!builder.ServiceProvider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(MappedDescriptors)))
            throw new InvalidOperationException(
                "MapGrpcReflectionService needs IServiceCollection.AddGrpcReflection() at start-up.");
        return new Both(
            builder.MapGrpcService<ReflectionService>(), builder.MapGrpcService<ReflectionV1AlphaService>());
    }

    private sealed class Both(IEndpointConventionBuilder first, IEndpointConventionBuilder second)
        : IEndpointConventionBuilder
    {
        public void Add(Action<EndpointBuilder> convention)
        {
            first.Add(convention);
            second.Add(convention);
        }

        public void Finally(Action<EndpointBuilder> finallyConvention)
        {
            first.Finally(finallyConvention);
            second.Finally(finallyConvention);
        }
    }
}

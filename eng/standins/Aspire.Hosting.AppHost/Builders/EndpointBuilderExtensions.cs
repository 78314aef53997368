using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Endpoints, environment, references, waiting, health and probes of resources.</summary>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Changes an endpoint.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="endpointName">The endpoint's name.</param>
    /// <param name="callback">Changes it.</param>
    /// <param name="createIfNotExists">Whether to make it first when there is none.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithEndpoint<T>(this IResourceBuilder<T> builder, string endpointName,
        Action<EndpointAnnotation> callback, bool createIfNotExists = true)
        where T : IResourceWithEndpoints
    {
        var endpoint = builder.Resource.Annotations.OfType<EndpointAnnotation>()
            .FirstOrDefault(e => string.Equals(e.Name, endpointName, StringComparison.OrdinalIgnoreCase));
        if (endpoint is not null)
        {
            callback(endpoint);
        }
        else if (createIfNotExists)
        {
            endpoint = new EndpointAnnotation(ProtocolType.Tcp, name: endpointName);
            callback(endpoint);
            builder.Resource.Annotations.Add(endpoint);
        }

        return builder;
    }

    /// <summary>Adds an endpoint.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="port">The port others use; any free one when missing.</param>
    /// <param name="targetPort">The port the program listens on.</param>
    /// <param name="scheme">The scheme of its URL; tcp when missing.</param>
    /// <param name="name">Its name; the scheme when missing.</param>
    /// <param name="env">The environment variable that tells the program its port.</param>
    /// <param name="isProxied">Whether a proxy stands before it.</param>
    /// <param name="isExternal">Whether the world can reach it when deployed.</param>
    /// <param name="protocol">TCP when missing.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="DistributedApplicationException">There is one of that name.</exception>
    public static IResourceBuilder<T> WithEndpoint<T>(this IResourceBuilder<T> builder, int? port = null, int? targetPort = null,
        string? scheme = null, string? name = null, string? env = null, bool? isProxied = null, bool? isExternal = null,
        ProtocolType? protocol = null)
        where T : IResourceWithEndpoints
    {
        var endpoint = new EndpointAnnotation(protocol ?? ProtocolType.Tcp, scheme, null, name, port, targetPort, isExternal, isProxied);
        if (builder.Resource.Annotations.OfType<EndpointAnnotation>().Any(e => string.Equals(e.Name, endpoint.Name, StringComparison.OrdinalIgnoreCase)))
            throw new DistributedApplicationException($"Endpoint with name '{endpoint.Name}' already exists. Endpoint name may not have been explicitly specified and was derived automatically from scheme argument (e.g. 'http', 'https', or 'tcp'). Multiple calls to WithEndpoint (and related methods) may result in a conflict if name argument is not specified. Each endpoint must have a unique name.");
        if (env is not null && builder.Resource is IResourceWithEnvironment and IResourceWithEndpoints owner)
        {
            builder.Resource.Annotations.Add(new EnvironmentCallbackAnnotation(context =>
            {
                context.EnvironmentVariables[env] = owner.GetEndpoint(endpoint.Name).Property(EndpointProperty.TargetPort);
                return Task.CompletedTask;
            }));
        }

        return builder.WithAnnotation(endpoint);
    }

    /// <summary>Adds an endpoint spoken to by HTTP.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="port">The port others use; any free one when missing.</param>
    /// <param name="targetPort">The port the program listens on.</param>
    /// <param name="name">Its name; http when missing.</param>
    /// <param name="env">The environment variable that tells the program its port.</param>
    /// <param name="isProxied">Whether a proxy stands before it.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(this IResourceBuilder<T> builder, int? port = null, int? targetPort = null,
        string? name = null, string? env = null, bool? isProxied = null)
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, targetPort, "http", name, env, isProxied);

    /// <summary>Lets the world reach all HTTP endpoints there are so far.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.UriScheme is "http" or "https"))
            endpoint.IsExternal = true;
        return builder;
    }

    /// <summary>A reference to an endpoint.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="name">The endpoint's name.</param>
    /// <returns>The reference.</returns>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints => builder.Resource.GetEndpoint(name);
}

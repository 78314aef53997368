using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Gives the connection string of another resource, as <c>ConnectionStrings__name</c>, and its parts.</summary>
    /// <typeparam name="TDestination">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="source">The other.</param>
    /// <param name="connectionName">Its name here, when not its own.</param>
    /// <param name="optional">Whether it may have none.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        return builder.WithRelation(resource, "Reference").WithEnvironment(context =>
        {
            context.EnvironmentVariables[resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}"] =
                new ConnectionStringReference(resource, optional);
            foreach (var (part, value) in resource.GetConnectionProperties())
                context.EnvironmentVariables[$"{Encode(name)}_{part.ToUpperInvariant()}"] = value;
        });
    }

    /// <summary>Gives the endpoints of another resource, as <c>services__name__endpoint__0</c> and <c>NAME_ENDPOINT</c>.</summary>
    /// <typeparam name="TDestination">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="source">The other.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        return builder.WithRelation(resource, "Reference").WithEnvironment(context =>
        {
            foreach (var endpoint in resource.GetEndpoints())
            {
                context.EnvironmentVariables[$"services__{resource.Name}__{endpoint.EndpointName}__0"] = endpoint;
                context.EnvironmentVariables[$"{Encode(resource.Name)}_{Encode(endpoint.EndpointName)}"] = endpoint;
            }
        });
    }

    /// <summary>Starts the resource when another is healthy.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="dependency">The other.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency.Resource, new WaitAnnotation(dependency.Resource, WaitType.WaitUntilHealthy));

    /// <summary>Starts the resource when another has ended well.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="dependency">The other.</param>
    /// <param name="exitCode">The exit code that is well.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.Wait(dependency.Resource, new WaitAnnotation(dependency.Resource, WaitType.WaitForCompletion, exitCode));

    private static IResourceBuilder<T> Wait<T>(this IResourceBuilder<T> builder, IResource dependency, WaitAnnotation annotation)
        where T : IResourceWithWaitSupport
    {
        // What lives inside another can only be ready after it.
        if (dependency is IResourceWithParent { Parent: var parent })
            builder.WithAnnotation(new WaitAnnotation(parent, WaitType.WaitUntilHealthy));
        return builder.WithRelation(dependency, "WaitFor").WithAnnotation(annotation);
    }

    private static IResourceBuilder<T> WithRelation<T>(this IResourceBuilder<T> builder, IResource other, string type)
        where T : IResource => builder.WithAnnotation(new ResourceRelationshipAnnotation(other, type));

    private static string Encode(string name) => name.Replace('-', '_').ToUpperInvariant();
}

using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Reads a resource's annotations.</summary>
public static class ResourceExtensions
{
    /// <summary>The endpoints of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>A reference to each.</returns>
    public static IEnumerable<EndpointReference> GetEndpoints(this IResourceWithEndpoints resource) =>
        resource.Annotations.OfType<EndpointAnnotation>().Select(e => new EndpointReference(resource, e.Name));

    /// <summary>An endpoint of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="endpointName">The endpoint's name.</param>
    /// <returns>A reference to it, whether it exists or not.</returns>
    public static EndpointReference GetEndpoint(this IResourceWithEndpoints resource, string endpointName) => new(resource, endpointName);

    /// <summary>The latest annotation of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <param name="annotation">The annotation.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryGetLastAnnotation<T>(this IResource resource, [NotNullWhen(true)] out T? annotation)
        where T : IResourceAnnotation
    {
        annotation = resource.Annotations.OfType<T>().LastOrDefault();
        return annotation is not null;
    }
}

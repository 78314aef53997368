using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Aspire.Hosting.Docker;

/// <summary>A deployment by Docker Compose.</summary>
/// <param name="name">The name, unique in the model.</param>
public class DockerComposeEnvironmentResource(string name) : Resource(name), IComputeEnvironmentResource
{
    /// <summary>Whether the deployment has an Aspire dashboard, on a port of its own.</summary>
    public bool DashboardEnabled { get; set; } = true;
}

/// <summary>A resource in such a deployment.</summary>
/// <param name="name">The name.</param>
/// <param name="resource">The resource.</param>
/// <param name="composeEnvironmentResource">The deployment.</param>
public class DockerComposeServiceResource(string name, IResource resource, DockerComposeEnvironmentResource composeEnvironmentResource)
    : Resource(name), IResourceWithParent<DockerComposeEnvironmentResource>
{
    /// <inheritdoc/>
    public DockerComposeEnvironmentResource Parent { get; } = composeEnvironmentResource;

    internal IResource TargetResource { get; } = resource;
}

/// <summary>Changes a resource's service when it is published.</summary>
/// <param name="configure">Changes it.</param>
public sealed class DockerComposeServiceCustomizationAnnotation(Action<DockerComposeServiceResource, Service> configure) : IResourceAnnotation
{
    /// <summary>Changes it.</summary>
    public Action<DockerComposeServiceResource, Service> Configure { get; } = configure;
}

using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes.Resources;

namespace Aspire.Hosting.Kubernetes;

/// <summary>A deployment by a Helm chart.</summary>
/// <param name="name">The name, unique in the model.</param>
public sealed class KubernetesEnvironmentResource(string name) : Resource(name), IComputeEnvironmentResource
{
    /// <summary>Whether the deployment has an Aspire dashboard.</summary>
    public bool DashboardEnabled { get; set; } = true;

    /// <summary>What a volume becomes: emptyDir, hostPath or pvc.</summary>
    public string DefaultStorageType { get; set; } = "emptyDir";

    /// <summary>The storage class of claims; the cluster's own when missing.</summary>
    public string? DefaultStorageClassName { get; set; }

    /// <summary>The size of claims.</summary>
    public string DefaultStorageSize { get; set; } = "1Gi";

    /// <summary>The access mode of claims.</summary>
    public string DefaultStorageReadWritePolicy { get; set; } = "ReadWriteOnce";
}

/// <summary>A resource in such a deployment.</summary>
/// <param name="name">The name.</param>
/// <param name="resource">The resource.</param>
/// <param name="kubernetesEnvironmentResource">The deployment.</param>
public class KubernetesResource(string name, IResource resource, KubernetesEnvironmentResource kubernetesEnvironmentResource)
    : Resource(name), IResourceWithParent<KubernetesEnvironmentResource>
{
    /// <inheritdoc/>
    public KubernetesEnvironmentResource Parent { get; } = kubernetesEnvironmentResource;

    /// <summary>Its Deployment or StatefulSet.</summary>
    public Workload? Workload { get; set; }

    internal IResource TargetResource { get; } = resource;
}

/// <summary>Changes a resource's manifests when it is published.</summary>
/// <param name="configure">Changes them.</param>
public sealed class KubernetesServiceCustomizationAnnotation(Action<KubernetesResource> configure) : IResourceAnnotation
{
    /// <summary>Changes them.</summary>
    public Action<KubernetesResource> Configure { get; } = configure;
}

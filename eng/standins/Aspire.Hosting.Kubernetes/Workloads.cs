namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>What runs pods.</summary>
public abstract class Workload
{
    /// <summary>The pods it makes.</summary>
    public abstract PodTemplateSpecV1 PodTemplate { get; }
}

/// <summary>Pods that can take each other's place.</summary>
public sealed class Deployment : Workload
{
    /// <summary>What it is made of.</summary>
    public DeploymentSpecV1 Spec { get; set; } = new();

    /// <inheritdoc/>
    public override PodTemplateSpecV1 PodTemplate => Spec.Template;
}

/// <summary>What a Deployment is made of.</summary>
public sealed class DeploymentSpecV1
{
    /// <summary>The pods it makes.</summary>
    public PodTemplateSpecV1 Template { get; set; } = new();
}

/// <summary>The pods of a workload.</summary>
public sealed class PodTemplateSpecV1
{
    /// <summary>What they are made of.</summary>
    public PodSpecV1 Spec { get; set; } = new();
}

/// <summary>What a pod is made of.</summary>
public sealed class PodSpecV1
{
    /// <summary>Its containers.</summary>
    public List<ContainerV1> Containers { get; } = [];

    /// <summary>The users and groups it runs as.</summary>
    public PodSecurityContextV1? SecurityContext { get; set; }

    /// <summary>How long it may take to stop before it is killed.</summary>
    public long? TerminationGracePeriodSeconds { get; set; }
}

/// <summary>The users and groups a pod runs as.</summary>
public sealed class PodSecurityContextV1
{
    /// <summary>The group that owns its volumes.</summary>
    public long? FsGroup { get; set; }

    /// <summary>The user.</summary>
    public long? RunAsUser { get; set; }

    /// <summary>Whether root is refused.</summary>
    public bool? RunAsNonRoot { get; set; }
}

/// <summary>A container of a pod.</summary>
public sealed class ContainerV1
{
    /// <summary>What it may use.</summary>
    public ResourceRequirementsV1? Resources { get; set; }

    /// <summary>Whether it may be sent requests.</summary>
    public ProbeV1? ReadinessProbe { get; set; }

    /// <summary>Whether it must be started again.</summary>
    public ProbeV1? LivenessProbe { get; set; }
}

/// <summary>What a container may use.</summary>
public sealed class ResourceRequirementsV1
{
    /// <summary>At most.</summary>
    public Dictionary<string, string> Limits { get; } = [];

    /// <summary>At least.</summary>
    public Dictionary<string, string> Requests { get; } = [];
}

/// <summary>A question that is asked again and again.</summary>
public sealed class ProbeV1
{
    /// <summary>A request over HTTP.</summary>
    public HttpGetActionV1? HttpGet { get; set; }
}

/// <summary>A request over HTTP.</summary>
public sealed class HttpGetActionV1
{
    /// <summary>The path.</summary>
    public string Path { get; set; } = null!;

    /// <summary>HTTP or HTTPS.</summary>
    public string Scheme { get; set; } = null!;
}

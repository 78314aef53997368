namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds environment variables just before the resource starts.</summary>
/// <param name="callback">Adds them.</param>
public class EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <summary>Adds them.</summary>
    public Func<EnvironmentCallbackContext, Task> Callback { get; } = callback;
}

/// <summary>The environment variables being gathered for a resource.</summary>
/// <param name="executionContext">Run or publish.</param>
/// <param name="resource">The resource.</param>
/// <param name="environmentVariables">Those gathered so far.</param>
/// <param name="cancellationToken">Gives up.</param>
public class EnvironmentCallbackContext(DistributedApplicationExecutionContext executionContext, IResource resource,
    Dictionary<string, object>? environmentVariables = null, CancellationToken cancellationToken = default)
{
    /// <summary>Run or publish.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Name to value: text, or something that has a value when running.</summary>
    public Dictionary<string, object> EnvironmentVariables { get; } = environmentVariables ?? [];

    /// <summary>Gives up.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}

/// <summary>Adds command-line arguments just before the resource starts.</summary>
/// <param name="callback">Adds them.</param>
public class CommandLineArgsCallbackAnnotation(Func<CommandLineArgsCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <summary>Adds them.</summary>
    public Func<CommandLineArgsCallbackContext, Task> Callback { get; } = callback;
}

/// <summary>The command-line arguments being gathered for a resource.</summary>
/// <param name="args">Those gathered so far.</param>
/// <param name="resource">The resource.</param>
/// <param name="cancellationToken">Gives up.</param>
public sealed class CommandLineArgsCallbackContext(IList<object> args, IResource resource, CancellationToken cancellationToken = default)
{
    /// <summary>Those gathered so far: text, or something that has a value when running.</summary>
    public IList<object> Args { get; } = args;

    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Run or publish.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; init; } = new(DistributedApplicationOperation.Run);

    /// <summary>Gives up.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}

/// <summary>How many instances of a project are deployed; a local process is one.</summary>
/// <param name="replicas">How many.</param>
public sealed class ReplicaAnnotation(int replicas = 1) : IResourceAnnotation
{
    /// <summary>How many.</summary>
    public int Replicas { get; } = replicas;
}

/// <summary>The resource starts only when another has come so far.</summary>
/// <param name="resource">The other.</param>
/// <param name="waitType">How far.</param>
/// <param name="exitCode">The exit code awaited by <see cref="WaitType.WaitForCompletion"/>.</param>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>The other.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>How far.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>The exit code awaited.</summary>
    public int ExitCode { get; } = exitCode;
}

/// <summary>How far a dependency must have come.</summary>
public enum WaitType
{
    /// <summary>It is healthy.</summary>
    WaitUntilHealthy = 0,

    /// <summary>It has done its work and ended.</summary>
    WaitForCompletion = 1,

    /// <summary>It runs.</summary>
    WaitUntilStarted = 2,
}

/// <summary>A health check that says whether the resource is healthy.</summary>
/// <param name="key">The check's name among the registered ones.</param>
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>The check's name.</summary>
    public string Key { get; } = key;
}

/// <summary>A relation to another resource, shown in the dashboard.</summary>
/// <param name="resource">The other.</param>
/// <param name="type">Reference, WaitFor or Parent.</param>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    /// <summary>The other.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>The kind of relation.</summary>
    public string Type { get; } = type;
}

/// <summary>The image a container is made of; kept for publishing, unused by processes.</summary>
public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    /// <summary>The registry.</summary>
    public string? Registry { get; set; }

    /// <summary>The image.</summary>
    public required string Image { get; set; }

    /// <summary>Its tag.</summary>
    public string? Tag { get; set; }
}

/// <summary>A folder or volume mounted into a container; for a process: keep its data.</summary>
/// <param name="source">The volume or folder.</param>
/// <param name="target">The path inside.</param>
/// <param name="type">Which of the two.</param>
/// <param name="isReadOnly">Whether it is read only.</param>
public sealed class ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly)
    : IResourceAnnotation
{
    /// <summary>The volume or folder.</summary>
    public string? Source { get; } = source;

    /// <summary>The path inside.</summary>
    public string Target { get; } = target;

    /// <summary>Volume or folder.</summary>
    public ContainerMountType Type { get; } = type;

    /// <summary>Whether it is read only.</summary>
    public bool IsReadOnly { get; } = isReadOnly;
}

/// <summary>What is mounted.</summary>
public enum ContainerMountType
{
    /// <summary>A folder.</summary>
    BindMount = 0,

    /// <summary>A volume.</summary>
    Volume = 1,
}

using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The base of all resources.</summary>
/// <param name="name">The name, unique in the model.</param>
public abstract class Resource(string name) : IResource
{
    /// <inheritdoc/>
    public virtual string Name { get; } = name;

    /// <inheritdoc/>
    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}

/// <summary>The annotations of one resource, in the order they were added.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>;

/// <summary>A .NET project that runs.</summary>
/// <param name="name">The name, unique in the model.</param>
public class ProjectResource(string name) : Resource(name), IResourceWithEnvironment, IResourceWithArgs,
    IResourceWithServiceDiscovery, IResourceWithWaitSupport, IResourceWithProbes, IComputeResource;

/// <summary>A program of this machine that runs.</summary>
/// <param name="name">The name, unique in the model.</param>
/// <param name="command">The program, a path or a name on PATH.</param>
/// <param name="workingDirectory">The folder it runs in.</param>
public class ExecutableResource(string name, string command, string workingDirectory) : Resource(name),
    IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IResourceWithProbes,
    IComputeResource
{
    /// <summary>The program.</summary>
    public string Command { get; } = command;

    /// <summary>The folder it runs in.</summary>
    public string WorkingDirectory { get; } = workingDirectory;
}

/// <summary>What the official packages run as a container; here a local server process takes its place.</summary>
/// <param name="name">The name, unique in the model.</param>
/// <param name="entrypoint">The container's entry point; unused by local processes.</param>
public class ContainerResource(string name, string? entrypoint = null) : Resource(name), IResourceWithEnvironment,
    IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IResourceWithProbes, IComputeResource
{
    /// <summary>The container's entry point.</summary>
    public string? Entrypoint { get; set; } = entrypoint;
}

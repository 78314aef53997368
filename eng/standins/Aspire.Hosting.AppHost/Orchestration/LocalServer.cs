using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>How a container resource is run as a process of this machine.</summary>
/// <param name="Prepare">Makes ready what the process needs (data folder, configuration) and says how to start it.</param>
internal sealed record LocalServerAnnotation(Func<LocalServerContext, Task<ProcessSpec>> Prepare) : IResourceAnnotation
{
    /// <summary>Whether there is none on this machine and everything works without: nobody is told its connection string.</summary>
    public Func<bool> IsLeftOut { get; init; } = () => false;
}

/// <summary>What preparing a server may use.</summary>
internal sealed record LocalServerContext(IResource Resource, RunDirectory Directory, Action<string> Log, CancellationToken CancellationToken)
{
    /// <summary>What the container would be given on its command line.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Whether its data outlive the run: a data volume was asked for.</summary>
    public bool KeepsData => Resource.Annotations.OfType<ContainerMountAnnotation>().Any();
}

/// <summary>Makes a resource that lives inside a server (a database) once that server is healthy.</summary>
internal sealed record ProvisionAnnotation(Func<CancellationToken, Task> Provision) : IResourceAnnotation;

using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resources of a model, in the order they were added.</summary>
public interface IResourceCollection : IList<IResource>
{
    /// <summary>Finds a resource by name, whatever its case.</summary>
    /// <param name="name">The name.</param>
    /// <param name="resource">The resource found.</param>
    /// <returns>Whether there is one.</returns>
    bool TryGetByName(string name, [NotNullWhen(true)] out IResource? resource);
}

internal sealed class ResourceCollection : Collection<IResource>, IResourceCollection
{
    public bool TryGetByName(string name, [NotNullWhen(true)] out IResource? resource) =>
        (resource = this.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase))) is not null;
}

/// <summary>The finished model.</summary>
/// <param name="resources">Its resources.</param>
public class DistributedApplicationModel(IResourceCollection resources)
{
    /// <summary>Its resources.</summary>
    public IResourceCollection Resources { get; } = resources;
}

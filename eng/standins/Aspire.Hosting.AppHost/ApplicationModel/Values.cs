namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something whose value is known when the application runs.</summary>
public interface IValueProvider
{
    /// <summary>The value.</summary>
    /// <param name="cancellationToken">Gives up waiting for it.</param>
    /// <returns>The value, or null when there is none.</returns>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}

/// <summary>Something that a deployment manifest names by an expression.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The expression, like <c>{name.connectionString}</c>.</summary>
    string ValueExpression { get; }
}

/// <summary>Something that names the objects its value is made of.</summary>
public interface IValueWithReferences
{
    /// <summary>Those objects.</summary>
    IEnumerable<object> References { get; }
}

/// <summary>A value for both ways: known when running, an expression when publishing.</summary>
public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;

/// <summary>A resource that others reach by a connection string.</summary>
public interface IResourceWithConnectionString : IResource, IExpressionValue, IValueWithReferences
{
    /// <summary>The connection string.</summary>
    ReferenceExpression ConnectionStringExpression { get; }

    /// <summary>The environment variable it goes into, when it is not <c>ConnectionStrings__name</c>.</summary>
    string? ConnectionStringEnvironmentVariable => null;

    /// <summary>The parts of the connection string by name (Host, Port, ...).</summary>
    /// <returns>Name and value.</returns>
    IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() => [];

    /// <summary>The connection string's value.</summary>
    /// <param name="cancellationToken">Gives up waiting for it.</param>
    /// <returns>The value.</returns>
    ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        ConnectionStringExpression.GetValueAsync(cancellationToken);

    string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) =>
        GetConnectionStringAsync(cancellationToken);

    IEnumerable<object> IValueWithReferences.References => [ConnectionStringExpression];
}

/// <summary>A reference to a resource's connection string.</summary>
/// <param name="resource">The resource.</param>
/// <param name="optional">Whether it may have none.</param>
public class ConnectionStringReference(IResourceWithConnectionString resource, bool optional)
    : IExpressionValue, IValueWithReferences
{
    /// <summary>The resource.</summary>
    public IResourceWithConnectionString Resource { get; } = resource;

    /// <summary>Whether it may have none.</summary>
    public bool Optional { get; } = optional;

    string IManifestExpressionProvider.ValueExpression => Resource.ValueExpression;

    IEnumerable<object> IValueWithReferences.References => [Resource];

    async ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken)
    {
        var value = await Resource.GetConnectionStringAsync(cancellationToken);
        return string.IsNullOrEmpty(value) && !Optional
            ? throw new DistributedApplicationException($"The connection string of resource '{Resource.Name}' is empty.")
            : value;
    }
}

using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A reference to an endpoint by resource and name; its value is the URL.</summary>
/// <param name="owner">The resource.</param>
/// <param name="endpointName">The endpoint's name.</param>
public sealed class EndpointReference(IResourceWithEndpoints owner, string endpointName) : IExpressionValue, IValueWithReferences
{
    /// <summary>The resource.</summary>
    public IResourceWithEndpoints Resource { get; } = owner;

    /// <summary>The endpoint's name.</summary>
    public string EndpointName { get; } = endpointName;

    /// <summary>Whether the resource has such an endpoint.</summary>
    public bool Exists => Find() is not null;

    /// <summary>The endpoint.</summary>
    public EndpointAnnotation EndpointAnnotation => Find()
        ?? throw new InvalidOperationException($"The endpoint '{EndpointName}' does not exist on the resource '{Resource.Name}'.");

    /// <summary>Whether it is known where it is.</summary>
    public bool IsAllocated => Find()?.AllocatedEndpoint is not null;

    /// <summary>Its scheme.</summary>
    public string Scheme => EndpointAnnotation.UriScheme;

    /// <summary>Whether its scheme is http.</summary>
    public bool IsHttp => Scheme == "http";

    /// <summary>Whether its scheme is https.</summary>
    public bool IsHttps => Scheme == "https";

    /// <summary>Its host.</summary>
    public string Host => Allocated.Address;

    /// <summary>Its port.</summary>
    public int Port => Allocated.Port;

    /// <summary>The port the program listens on.</summary>
    public int? TargetPort => EndpointAnnotation.TargetPort;

    /// <summary>Its URL.</summary>
    public string Url => Allocated.UriString;

    string IManifestExpressionProvider.ValueExpression => $"{{{Resource.Name}.bindings.{EndpointName}.url}}";

    IEnumerable<object> IValueWithReferences.References => [Resource];

    private AllocatedEndpoint Allocated => EndpointAnnotation.AllocatedEndpoint
        ?? throw new InvalidOperationException($"The endpoint '{EndpointName}' of '{Resource.Name}' is not allocated before the application starts.");

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Url);

    /// <summary>A part of it.</summary>
    /// <param name="property">Which.</param>
    /// <returns>A reference to that part.</returns>
    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    private EndpointAnnotation? Find() => Resource.Annotations.OfType<EndpointAnnotation>()
        .FirstOrDefault(e => string.Equals(e.Name, EndpointName, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A reference to a part of an endpoint.</summary>
/// <param name="endpointReference">The endpoint.</param>
/// <param name="property">Which part.</param>
public class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property)
    : IExpressionValue, IValueWithReferences
{
    /// <summary>The endpoint.</summary>
    public EndpointReference Endpoint { get; } = endpointReference;

    /// <summary>Which part.</summary>
    public EndpointProperty Property { get; } = property;

    /// <inheritdoc/>
    public string ValueExpression
    {
        get
        {
            var name = Property.ToString();
            return $"{{{Endpoint.Resource.Name}.bindings.{Endpoint.EndpointName}.{char.ToLowerInvariant(name[0])}{name[1..]}}}";
        }
    }

    IEnumerable<object> IValueWithReferences.References => [Endpoint];

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Property switch
    {
        EndpointProperty.Url => Endpoint.Url,
        EndpointProperty.Host => Endpoint.Host,
        EndpointProperty.IPV4Host => "127.0.0.1",
        EndpointProperty.Scheme => Endpoint.Scheme,
        EndpointProperty.HostAndPort => $"{Endpoint.Host}:{Endpoint.Port}",
        // Without a proxy the program listens on the very port that others use.
        _ => Endpoint.Port.ToString(CultureInfo.InvariantCulture),
    });
}

/// <summary>A part of an endpoint.</summary>
public enum EndpointProperty
{
    /// <summary>The URL.</summary>
    Url = 0,

    /// <summary>The host.</summary>
    Host = 1,

    /// <summary>The IPv4 address.</summary>
    IPV4Host = 2,

    /// <summary>The port.</summary>
    Port = 3,

    /// <summary>The scheme.</summary>
    Scheme = 4,

    /// <summary>The port the program listens on.</summary>
    TargetPort = 5,

    /// <summary>Host and port.</summary>
    HostAndPort = 6,
}

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Meilisearch server.</summary>
/// <param name="name">The name, unique in the model.</param>
/// <param name="masterKey">Its master key.</param>
public class MeilisearchResource(string name, ParameterResource masterKey) : ContainerResource(name), IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "http";

    /// <summary>The endpoint.</summary>
    public EndpointReference PrimaryEndpoint => new(this, PrimaryEndpointName);

    /// <summary>Its host.</summary>
    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    /// <summary>Its port.</summary>
    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <summary>Its master key.</summary>
    public ParameterResource MasterKeyParameter { get; } = masterKey;

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"Endpoint=http://{Host}:{Port};MasterKey={MasterKeyParameter}");

    /// <summary>Its URL.</summary>
    public ReferenceExpression UriExpression => ReferenceExpression.Create($"http://{Host}:{Port}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
    [
        new("Host", ReferenceExpression.Create($"{Host}")),
        new("Port", ReferenceExpression.Create($"{Port}")),
        new("MasterKey", ReferenceExpression.Create($"{MasterKeyParameter}")),
        new("Uri", UriExpression),
    ];
}

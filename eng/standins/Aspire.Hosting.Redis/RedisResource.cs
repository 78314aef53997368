namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Redis server.</summary>
/// <param name="name">The name, unique in the model.</param>
/// <param name="password">Its password.</param>
public class RedisResource(string name, ParameterResource password) : ContainerResource(name), IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";

    /// <summary>The endpoint.</summary>
    public EndpointReference PrimaryEndpoint => new(this, PrimaryEndpointName);

    /// <summary>Its host.</summary>
    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    /// <summary>Its port.</summary>
    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <summary>Its password.</summary>
    public ParameterResource? PasswordParameter { get; } = password;

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression => PasswordParameter is null
        ? ReferenceExpression.Create($"{Host}:{Port}")
        : ReferenceExpression.Create($"{Host}:{Port},password={PasswordParameter}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
    [
        new("Host", ReferenceExpression.Create($"{Host}")),
        new("Port", ReferenceExpression.Create($"{Port}")),
        .. PasswordParameter is null ? [] : new KeyValuePair<string, ReferenceExpression>[] { new("Password", ReferenceExpression.Create($"{PasswordParameter}")) },
    ];
}

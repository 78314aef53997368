using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting
{
    /// <summary>A connection string made of other values.</summary>
    /// <param name="name">The name, unique in the model.</param>
    /// <param name="connectionStringExpression">The connection string.</param>
    public sealed class ConnectionStringResource(string name, ReferenceExpression connectionStringExpression)
        : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport
    {
        /// <inheritdoc/>
        public ReferenceExpression ConnectionStringExpression { get; } = connectionStringExpression;
    }

    /// <summary>Adds connection strings to the model.</summary>
    public static class ConnectionStringBuilderExtensions
    {
        /// <summary>A connection string made of other values.</summary>
        /// <param name="builder">The application's builder.</param>
        /// <param name="name">Its name.</param>
        /// <param name="connectionStringExpression">The connection string.</param>
        /// <returns>Its builder.</returns>
        public static IResourceBuilder<ConnectionStringResource> AddConnectionString(this IDistributedApplicationBuilder builder,
            string name, ReferenceExpression connectionStringExpression) =>
            builder.AddResource(new ConnectionStringResource(name, connectionStringExpression));
    }
}

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>A connection string given from outside.</summary>
    internal sealed class ConnectionStringParameterResource(string name, Func<ParameterDefault?, string> callback, string? environmentVariable)
        : ParameterResource(name, callback, secret: true), IResourceWithConnectionString
    {
        public string? ConnectionStringEnvironmentVariable => environmentVariable;

        public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{this as ParameterResource}");

        // Both interfaces that it inherits name it; a manifest has it as a connection string.
        string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";

        ValueTask<string?> IResourceWithConnectionString.GetConnectionStringAsync(CancellationToken cancellationToken) =>
            GetValueAsync(cancellationToken);
    }
}

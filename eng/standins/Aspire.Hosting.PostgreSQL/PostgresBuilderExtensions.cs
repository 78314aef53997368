using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.PostgreSQL;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Adds PostgreSQL to the model.</summary>
public static class PostgresBuilderExtensions
{
    /// <summary>A PostgreSQL server; here the one installed on this machine.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="userName">The superuser's name; postgres when missing.</param>
    /// <param name="password">The superuser's password; generated and kept when missing.</param>
    /// <param name="port">Its port; any free one when missing.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(this IDistributedApplicationBuilder builder, string name,
        IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null, int? port = null)
    {
        var secret = password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password");
        var server = new PostgresServerResource(name, userName?.Resource, secret);
        return builder.AddResource(server)
            .WithAnnotation(new ContainerImageAnnotation { Registry = "docker.io", Image = "library/postgres", Tag = "17.6" })
            .WithAnnotation(new LocalServerAnnotation(context => PostgresProcess.PrepareAsync(server, context)))
            .WithEndpoint(port, targetPort: 5432, name: PostgresServerResource.PrimaryEndpointName)
            .WithConnectionCheck(server, "postgres");
    }

    /// <summary>A database of the server; it is made when the server is healthy.</summary>
    /// <param name="builder">The server's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="databaseName">The database's name, when not that of the resource.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(this IResourceBuilder<PostgresServerResource> builder,
        string name, string? databaseName = null)
    {
        databaseName ??= name;
        builder.Resource.AddDatabase(name, databaseName);
        var database = new PostgresDatabaseResource(name, databaseName, builder.Resource);
        return builder.ApplicationBuilder.AddResource(database)
            .WithAnnotation(new WaitAnnotation(builder.Resource, WaitType.WaitUntilHealthy))
            .WithAnnotation(new ProvisionAnnotation(cancellation => PostgresDatabase.CreateAsync(database, cancellation)))
            .WithConnectionCheck(database, databaseName);
    }

    /// <summary>Keeps the data; here in artifacts/run/data.</summary>
    /// <param name="builder">The server's builder.</param>
    /// <param name="name">The volume's name.</param>
    /// <param name="isReadOnly">Whether it is read only.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(this IResourceBuilder<PostgresServerResource> builder,
        string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name ?? $"{builder.Resource.Name}-data", "/var/lib/postgresql/data", isReadOnly);

    private static IResourceBuilder<T> WithConnectionCheck<T>(this IResourceBuilder<T> builder, IResourceWithConnectionString resource, string database)
        where T : IResource
    {
        var key = $"{resource.Name}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, _ => new PostgresHealthCheck(resource, database), null, null));
        return builder.WithHealthCheck(key);
    }
}

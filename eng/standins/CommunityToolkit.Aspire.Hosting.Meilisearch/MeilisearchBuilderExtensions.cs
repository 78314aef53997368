using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using CommunityToolkit.Aspire.Hosting.Meilisearch;

namespace Aspire.Hosting;

/// <summary>Adds Meilisearch to the model.</summary>
public static class MeilisearchBuilderExtensions
{
    /// <summary>A Meilisearch server; here the one installed on this machine, or none.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="masterKey">Its master key; generated and kept when missing.</param>
    /// <param name="port">Its port; any free one when missing.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<MeilisearchResource> AddMeilisearch(this IDistributedApplicationBuilder builder, string name,
        IResourceBuilder<ParameterResource>? masterKey = null, int? port = null)
    {
        var secret = masterKey?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-masterKey");
        var meilisearch = new MeilisearchResource(name, secret);
        return builder.AddResource(meilisearch)
            .WithAnnotation(new ContainerImageAnnotation { Registry = "docker.io", Image = "getmeili/meilisearch", Tag = "v1.21" })
            .WithAnnotation(new LocalServerAnnotation(context => MeilisearchProcess.PrepareAsync(meilisearch, context))
            {
                IsLeftOut = () => MeilisearchProcess.Program is null,
            })
            .WithHttpEndpoint(port, targetPort: 7700, name: MeilisearchResource.PrimaryEndpointName)
            .WithEnvironment(context => context.EnvironmentVariables["MEILI_MASTER_KEY"] = meilisearch.MasterKeyParameter)
            .WithHttpHealthCheck("/health");
    }

    /// <summary>Keeps the data; here in artifacts/run/data.</summary>
    /// <param name="builder">The server's builder.</param>
    /// <param name="name">The volume's name.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<MeilisearchResource> WithDataVolume(this IResourceBuilder<MeilisearchResource> builder, string? name = null) =>
        builder.WithVolume(name ?? $"{builder.Resource.Name}-data", "/meili_data");
}

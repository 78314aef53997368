using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Aspire.Hosting;

/// <summary>Adds Docker Compose as the place of a deployment.</summary>
public static class DockerComposeEnvironmentExtensions
{
    /// <summary>A deployment by Docker Compose; no part of the model of a local run.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<DockerComposeEnvironmentResource> AddDockerComposeEnvironment(
        this IDistributedApplicationBuilder builder, string name)
    {
        var environment = new DockerComposeEnvironmentResource(name);
        return builder.ExecutionContext.IsRunMode ? builder.CreateResourceBuilder(environment) : builder.AddResource(environment);
    }

    /// <summary>Whether the deployment has an Aspire dashboard.</summary>
    /// <param name="builder">Its builder.</param>
    /// <param name="enabled">Whether it has one.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<DockerComposeEnvironmentResource> WithDashboard(
        this IResourceBuilder<DockerComposeEnvironmentResource> builder, bool enabled = true)
    {
        builder.Resource.DashboardEnabled = enabled;
        return builder;
    }
}

/// <summary>Changes what is written for a resource.</summary>
public static class DockerComposeServiceExtensions
{
    /// <summary>Changes a resource's service when it is published; without effect in a local run.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="configure">Changes it.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> PublishAsDockerComposeService<T>(this IResourceBuilder<T> builder,
        Action<DockerComposeServiceResource, Service> configure)
        where T : IComputeResource => builder.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? builder.WithAnnotation(new DockerComposeServiceCustomizationAnnotation(configure))
            : builder;
}

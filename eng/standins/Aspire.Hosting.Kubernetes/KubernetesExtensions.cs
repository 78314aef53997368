using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;

namespace Aspire.Hosting;

/// <summary>Adds Kubernetes as the place of a deployment.</summary>
public static class KubernetesEnvironmentExtensions
{
    /// <summary>A deployment by a Helm chart; no part of the model of a local run.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<KubernetesEnvironmentResource> AddKubernetesEnvironment(
        this IDistributedApplicationBuilder builder, string name)
    {
        var environment = new KubernetesEnvironmentResource(name);
        return builder.ExecutionContext.IsRunMode ? builder.CreateResourceBuilder(environment) : builder.AddResource(environment);
    }

    /// <summary>Changes the deployment's settings.</summary>
    /// <param name="builder">Its builder.</param>
    /// <param name="configure">Changes them.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<KubernetesEnvironmentResource> WithProperties(
        this IResourceBuilder<KubernetesEnvironmentResource> builder, Action<KubernetesEnvironmentResource> configure)
    {
        configure(builder.Resource);
        return builder;
    }

    /// <summary>Whether the deployment has an Aspire dashboard.</summary>
    /// <param name="builder">Its builder.</param>
    /// <param name="enabled">Whether it has one.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<KubernetesEnvironmentResource> WithDashboard(
        this IResourceBuilder<KubernetesEnvironmentResource> builder, bool enabled = true)
    {
        builder.Resource.DashboardEnabled = enabled;
        return builder;
    }
}

/// <summary>Changes what is written for a resource.</summary>
public static class KubernetesServiceExtensions
{
    /// <summary>Changes a resource's manifests when it is published; without effect in a local run.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="configure">Changes them.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> PublishAsKubernetesService<T>(this IResourceBuilder<T> builder, Action<KubernetesResource> configure)
        where T : IComputeResource => builder.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? builder.WithAnnotation(new KubernetesServiceCustomizationAnnotation(configure))
            : builder;
}

using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting
{
    /// <summary>Adds registries of images to the model.</summary>
    public static class ContainerRegistryResourceBuilderExtensions
    {
        /// <summary>Where a deployment's images go; no part of the model of a local run.</summary>
        /// <param name="builder">The application's builder.</param>
        /// <param name="name">The resource's name.</param>
        /// <param name="endpoint">The registry's host.</param>
        /// <param name="repository">What stands before the images' names, if anything.</param>
        /// <returns>Its builder.</returns>
        [Experimental("ASPIRECOMPUTE003", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
        public static IResourceBuilder<ContainerRegistryResource> AddContainerRegistry(
            this IDistributedApplicationBuilder builder, string name, string endpoint, string? repository = null)
        {
            var registry = new ContainerRegistryResource(
                name, ReferenceExpression.Create($"{endpoint}"), repository is null ? null : ReferenceExpression.Create($"{repository}"));
            return builder.ExecutionContext.IsRunMode ? builder.CreateResourceBuilder(registry) : builder.AddResource(registry);
        }
    }
}

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>Where images go, and come from.</summary>
    public interface IContainerRegistry
    {
        /// <summary>Its name.</summary>
        ReferenceExpression Name { get; }

        /// <summary>Its host.</summary>
        ReferenceExpression Endpoint { get; }

        /// <summary>What stands before the images' names.</summary>
        ReferenceExpression? Repository => null;
    }

    /// <summary>A registry that exists already.</summary>
    /// <param name="name">The name, unique in the model.</param>
    /// <param name="endpoint">The registry's host.</param>
    /// <param name="repository">What stands before the images' names, if anything.</param>
    [Experimental("ASPIRECOMPUTE003", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
    public class ContainerRegistryResource(string name, ReferenceExpression endpoint, ReferenceExpression? repository = null)
        : Resource(name), IContainerRegistry
    {
        ReferenceExpression IContainerRegistry.Name => ReferenceExpression.Create($"{Name}");

        ReferenceExpression IContainerRegistry.Endpoint => endpoint;

        ReferenceExpression? IContainerRegistry.Repository => repository;
    }
}

using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Builds the application model.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>The AppHost's configuration.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>The AppHost's folder.</summary>
    string AppHostDirectory { get; }

    /// <summary>The AppHost's assembly.</summary>
    Assembly? AppHostAssembly { get; }

    /// <summary>Development or production.</summary>
    IHostEnvironment Environment { get; }

    /// <summary>The AppHost's own services.</summary>
    IServiceCollection Services { get; }

    /// <summary>Run or publish.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>The resources so far.</summary>
    IResourceCollection Resources { get; }

    /// <summary>Adds a resource.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <returns>Its builder.</returns>
    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    /// <summary>A builder for a resource that is or is not part of the model.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <returns>Its builder.</returns>
    IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource;

    /// <summary>Ends building.</summary>
    /// <returns>The application, not started.</returns>
    DistributedApplication Build();
}

using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    private static readonly string[] HttpSchemes = ["https", "http"];

    /// <summary>Lets a registered health check say whether the resource is healthy.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="key">The check's name.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(a => a.Key == key))
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.");
        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>Calls the resource healthy when a path answers.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="path">The path; / when missing.</param>
    /// <param name="statusCode">The status it must answer; 200 when missing.</param>
    /// <param name="endpointName">The endpoint; https or http when missing.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null,
        int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        var endpoint = HttpEndpoint(builder.Resource, endpointName, "HTTP health check");
        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{path ?? "/"}_{statusCode ?? 200}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, _ => new HttpHealthCheck(() => new Uri(new Uri(endpoint.Url), path ?? "/"), statusCode ?? 200), null, null));
        return builder.WithHealthCheck(key);
    }

    /// <summary>Probes the deployed resource; a local run checks the same path as its health.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="type">What is asked.</param>
    /// <param name="path">The path; / when missing.</param>
    /// <param name="initialDelaySeconds">Seconds before the first.</param>
    /// <param name="periodSeconds">Seconds between two.</param>
    /// <param name="timeoutSeconds">Seconds one may take.</param>
    /// <param name="failureThreshold">How many must fail in a row.</param>
    /// <param name="successThreshold">How many must succeed in a row.</param>
    /// <param name="endpointName">The endpoint; https or http when missing.</param>
    /// <returns>The same builder.</returns>
    [Experimental("ASPIREPROBES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
    public static IResourceBuilder<T> WithHttpProbe<T>(this IResourceBuilder<T> builder, ProbeType type, string? path = null,
        int? initialDelaySeconds = null, int? periodSeconds = null, int? timeoutSeconds = null, int? failureThreshold = null,
        int? successThreshold = null, string? endpointName = null)
        where T : IResourceWithEndpoints, IResourceWithProbes
    {
        foreach (var old in builder.Resource.Annotations.OfType<EndpointProbeAnnotation>().Where(p => p.Type == type).ToList())
            builder.Resource.Annotations.Remove(old);
        builder.WithAnnotation(new EndpointProbeAnnotation
        {
            Type = type,
            EndpointReference = HttpEndpoint(builder.Resource, endpointName, "HTTP probe"),
            Path = path ?? "/",
            InitialDelaySeconds = initialDelaySeconds ?? 5,
            PeriodSeconds = periodSeconds ?? 5,
            TimeoutSeconds = timeoutSeconds ?? 1,
            FailureThreshold = failureThreshold ?? 3,
            SuccessThreshold = successThreshold ?? 1,
        });
        return builder.WithHttpHealthCheck(path, endpointName: endpointName);
    }

    private static EndpointReference HttpEndpoint(IResourceWithEndpoints resource, string? name, string purpose)
    {
        var found = name is not null ? resource.GetEndpoint(name)
            : HttpSchemes.Select(resource.GetEndpoint).FirstOrDefault(e => e.Exists) ?? resource.GetEndpoint("http");
        return found.Exists ? found : throw new DistributedApplicationException(
            $"Could not create {purpose} for resource '{resource.Name}' as no endpoint was found matching the specified name: {found.EndpointName}");
    }
}

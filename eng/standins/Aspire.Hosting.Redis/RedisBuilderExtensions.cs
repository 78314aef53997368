using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Adds Redis to the model.</summary>
public static class RedisBuilderExtensions
{
    /// <summary>A Redis server; here the one installed on this machine.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">Its port; any free one when missing.</param>
    /// <param name="password">Its password; generated and kept when missing.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name,
        int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        // Signs would have to be escaped in a StackExchange.Redis connection string.
        var secret = password?.Resource
            ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
        var redis = new RedisResource(name, secret);
        var key = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(key, _ => new RedisHealthCheck(redis), null, null));
        return builder.AddResource(redis)
            .WithAnnotation(new ContainerImageAnnotation { Registry = "docker.io", Image = "library/redis", Tag = "8.2" })
            .WithAnnotation(new LocalServerAnnotation(context => RedisProcess.PrepareAsync(redis, context)))
            .WithEndpoint(port, targetPort: 6379, name: RedisResource.PrimaryEndpointName)
            // Run by a shell, which fills in the password; the shell of a deployment gets it all as one command.
            .WithArgs(context =>
            {
                string[] command = ["redis-server", "--requirepass", "$REDIS_PASSWORD"];
                foreach (var argument in context.ExecutionContext.IsRunMode ? command : ["-c", string.Join(' ', command)])
                    context.Args.Add(argument);
            })
            .WithHealthCheck(key);
    }

    /// <summary>Keeps the data; here in artifacts/run/data.</summary>
    /// <param name="builder">The server's builder.</param>
    /// <param name="name">The volume's name.</param>
    /// <param name="isReadOnly">Whether it is read only.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<RedisResource> WithDataVolume(this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name ?? $"{builder.Resource.Name}-data", "/data", isReadOnly);
}

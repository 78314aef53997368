using Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;
using Aspire.Hosting.Kubernetes.Resources;
using Microsoft.Extensions.Configuration;

namespace MovieAspire.AppHost;

/// <summary>
/// Where the system goes, what it keeps and what it may use; docs/operations.md lists the settings. Everything here is
/// called by AppHost.cs and does nothing that a local run would need to know.
/// </summary>
internal static class Deployment
{
    private const string Target = "DeployTo";
    private const string Compose = "compose";
    private const string Kubernetes = "kubernetes";

    // The user of .NET's images. They have its home, which a volume of Docker inherits with its owner; any other folder
    // that is mounted would be root's.
    private const int AppUser = 1654;
    private const string AppHome = "/home/app";

    // Longer than the 30 s that a process takes at most to let its work finish: else runs are cut off, not handed on.
    private const int StopSeconds = 40;

    /// <summary>
    /// <c>DeployTo=compose|kubernetes</c>: what <c>aspire publish</c> writes. Without it, azd brings its own. Neither has Aspire's
    /// dashboard, which Compose would publish on a port of the machine: only the gateway is reachable from outside.
    /// </summary>
    public static void AddDeploymentTarget(this IDistributedApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        switch (settings[Target])
        {
            case null or "":
                return;
            case Compose:
                builder.AddDockerComposeEnvironment(Compose).WithDashboard(false);
                // Docker would choose another port at every start.
                settings["GatewayPort"] ??= "5080";
                break;
            case Kubernetes:
                // The default, emptyDir, goes away with the pod.
                builder.AddKubernetesEnvironment(Kubernetes).WithDashboard(false).WithProperties(kubernetes =>
                {
                    kubernetes.DefaultStorageType = "pvc";
                    kubernetes.DefaultStorageClassName = settings["Deployment:StorageClass"];
                    kubernetes.DefaultStorageSize = settings["Deployment:StorageSize"] ?? "10Gi";
                });
                break;
            case var other:
                throw new DistributedApplicationException($"{Target} is '{other}'; it may be {Compose} or {Kubernetes}.");
        }

        // Without one, images stay on the machine that builds them, where a cluster cannot get them.
        if (settings["Deployment:Registry"] is { Length: > 0 } registry)
        {
            var parts = registry.Split('/', 2);
            builder.AddContainerRegistry("registry", parts[0], parts.ElementAtOrDefault(1));
        }
    }

    /// <summary>
    /// Redis is a cache: it never exceeds its memory and writes nothing to disk. It evicts what expires, least frequently
    /// used first; the token buckets, which are asked for all the time or do not expire, stay.
    /// </summary>
    public static IResourceBuilder<RedisResource> AsCache(this IResourceBuilder<RedisResource> redis, string maxMemory) =>
        redis.WithArgs(context =>
        {
            // A shell runs them: in a deployment all of the command is one argument.
            string[] options = ["--maxmemory", maxMemory, "--maxmemory-policy", "volatile-lfu", "--save", "''"];
            if (context.ExecutionContext.IsRunMode)
            {
                foreach (var option in options)
                    context.Args.Add(option);
            }
            else
            {
                context.Args[^1] = $"{context.Args[^1]} {string.Join(' ', options)}";
            }
        });

    /// <summary>
    /// The lake of raw provider bodies: a folder of this machine, or a deployment's volume. <c>Lake=false</c> switches it off.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithLake(this IResourceBuilder<ProjectResource> worker, string? path)
    {
        var builder = worker.ApplicationBuilder;
        if (!builder.Configuration.GetValue("Lake", true))
            return worker.WithEnvironment("Lake__Enabled", "false");
        if (builder.ExecutionContext.IsRunMode)
            return worker.WithEnvironment("Lake__Path", path ?? Path.Combine(builder.AppHostDirectory, "..", "artifacts", "run", "lake"));
        return worker
            .WithAnnotation(new ContainerMountAnnotation("lake", AppHome, ContainerMountType.Volume, isReadOnly: false))
            .WithEnvironment("Lake__Path", $"{AppHome}/lake");
    }

    /// <summary>
    /// The key of access tokens; with <c>RotateSigningKey=true</c> also the one before, whose tokens are good until they expire.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithSigningKeys(
        this IResourceBuilder<ProjectResource> service, IResourceBuilder<ParameterResource> key)
    {
        const string previous = "previous-token-signing-key";
        var builder = service.ApplicationBuilder;
        service.WithEnvironment("Auth__SigningKey", key);
        if (!builder.Configuration.GetValue("RotateSigningKey", false))
            return service;
        return service.WithEnvironment(
            "Auth__PreviousSigningKey",
            builder.Each<ParameterResource>().FirstOrDefault(parameter => parameter.Resource.Name is previous)
                ?? builder.AddParameter(previous, secret: true));
    }

    /// <summary>Ports of internal endpoints are whatever is free, so that two checkouts run side by side.</summary>
    public static IResourceBuilder<ProjectResource> WithFreePorts(this IResourceBuilder<ProjectResource> project)
    {
        if (project.ApplicationBuilder.ExecutionContext.IsRunMode)
        {
            foreach (var endpoint in project.Resource.Annotations.OfType<EndpointAnnotation>())
                endpoint.Port = null;
        }

        return project;
    }

    /// <summary>Volumes for what cannot be made again, and for what takes long; a deployment always has them.</summary>
    public static void KeepData(this IDistributedApplicationBuilder builder, bool inRunMode)
    {
        var isRunMode = builder.ExecutionContext.IsRunMode;
        if (isRunMode && !inRunMode)
            return;
        foreach (var postgres in builder.Each<PostgresServerResource>())
        {
            postgres.WithDataVolume(isRunMode ? null : "postgres-data");
            // A new file system has a folder of its own at the top, where initdb wants nothing.
            if (!isRunMode)
                postgres.WithEnvironment("PGDATA", "/var/lib/postgresql/data/pgdata");
        }

        foreach (var meilisearch in builder.Each<MeilisearchResource>())
            meilisearch.WithDataVolume(isRunMode ? null : "meilisearch-data");
    }

    /// <summary>
    /// <c>Deployment:RESOURCE:Replicas</c>, <c>:Cpus</c> (0.5) and <c>:MemoryMb</c>, restarts, time to stop, users.
    /// </summary>
    public static void ApplyDeploymentSettings(this IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsRunMode)
            return;

        foreach (var resource in builder.Each<IComputeResource>())
        {
            var name = resource.Resource.Name;
            var limits = builder.Configuration.GetSection($"Deployment:{name}").Get<Limits>() ?? new();
            if (limits.Replicas is { } replicas)
            {
                if (resource.Resource is not ProjectResource project)
                    throw new DistributedApplicationException($"Deployment:{name}:Replicas: {name} is a server that runs once.");
                builder.CreateResourceBuilder(project).WithReplicas(replicas);
            }

            if (builder.Configuration[Target] is Compose)
                resource.PublishAsDockerComposeService((_, service) => Apply(limits, service));
            else if (builder.Configuration[Target] is Kubernetes)
                resource.PublishAsKubernetesService(kubernetes => Apply(limits, resource.Resource, kubernetes.Workload!.PodTemplate.Spec));
        }
    }

    private static void Apply(Limits limits, Aspire.Hosting.Docker.Resources.ComposeNodes.Service service)
    {
        service.Restart = "unless-stopped";
        service.StopGracePeriod = $"{StopSeconds}s";
        service.Deploy = new()
        {
            Replicas = limits.Replicas,
            Resources = limits is { Cpus: null, MemoryMb: null } ? null : new()
            {
                Limits = new ResourceSpec { Cpus = limits.Cpus, Memory = limits.MemoryMb is { } memory ? $"{memory}M" : null },
            },
        };
    }

    private static void Apply(Limits limits, IResource resource, PodSpecV1 pod)
    {
        pod.TerminationGracePeriodSeconds = StopSeconds;
        if (resource is ProjectResource)
            pod.SecurityContext = new() { RunAsNonRoot = true, RunAsUser = AppUser, FsGroup = AppUser };
        foreach (var container in pod.Containers)
        {
            var resources = container.Resources ??= new();
            if (limits.Cpus is { } cpus)
                resources.Limits["cpu"] = cpus;
            if (limits.MemoryMb is { } memory)
                resources.Limits["memory"] = resources.Requests["memory"] = $"{memory}Mi";

            // Written in lower case by the publisher, which Kubernetes refuses (microsoft/aspire issue 18271).
            foreach (var probe in new[] { container.ReadinessProbe, container.LivenessProbe })
            {
                if (probe?.HttpGet is { } request)
                    request.Scheme = request.Scheme.ToUpperInvariant();
            }
        }
    }

    private static IEnumerable<IResourceBuilder<T>> Each<T>(this IDistributedApplicationBuilder builder)
        where T : IResource => builder.Resources.OfType<T>().ToList().Select(builder.CreateResourceBuilder);

    /// <summary>What a resource may use; nothing given is no limit, and one replica.</summary>
    private sealed record Limits
    {
        public int? Replicas { get; init; }

        public string? Cpus { get; init; }

        public int? MemoryMb { get; init; }
    }
}

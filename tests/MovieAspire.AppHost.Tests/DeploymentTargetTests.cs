using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Kubernetes.Resources;
using ComposeService = Aspire.Hosting.Docker.Resources.ComposeNodes.Service;

namespace MovieAspire.AppHost.Tests;

/// <summary>What <c>DeployTo</c> adds for Docker Compose and for Kubernetes.</summary>
public class DeploymentTargetTests
{
    private static readonly string[] Everything = ["analytics", "catalog", "gateway", "meilisearch", "postgres", "redis", "worker"];

    [Fact]
    public async Task Without_a_target_there_is_no_environment_because_azd_brings_its_own()
    {
        await using var model = await Model.ToPublishAsync();

        Assert.Empty(model.Resources.OfType<IComputeEnvironmentResource>());
        Assert.DoesNotContain(model.Resources, r => r.Annotations.Any(a =>
            a is DockerComposeServiceCustomizationAnnotation or KubernetesServiceCustomizationAnnotation));
    }

    [Fact]
    public async Task An_unknown_target_is_refused_by_name()
    {
        var error = await Record.ExceptionAsync(() => Model.ToPublishAsync("--DeployTo=swarm"));

        Assert.Contains("DeployTo is 'swarm'; it may be compose or kubernetes.", error?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compose_starts_everything_again_and_lets_it_finish_its_work()
    {
        await using var model = await Model.ToPublishAsync("--DeployTo=compose");

        Assert.Equal("compose", Assert.Single(model.Resources.OfType<DockerComposeEnvironmentResource>()).Name);
        foreach (var name in Everything)
        {
            var service = Compose(model, name);
            Assert.Equal(("unless-stopped", "40s"), (service.Restart, service.StopGracePeriod));
            Assert.Null(service.Deploy?.Resources);
        }
    }

    [Theory]
    [InlineData("compose")]
    [InlineData("kubernetes")]
    public async Task No_dashboard_is_deployed_because_its_port_would_be_open_to_the_world(string target)
    {
        await using var model = await Model.ToPublishAsync($"--DeployTo={target}");

        var enabled = Assert.Single(model.Resources.OfType<IComputeEnvironmentResource>()) switch
        {
            DockerComposeEnvironmentResource compose => compose.DashboardEnabled,
            KubernetesEnvironmentResource kubernetes => kubernetes.DashboardEnabled,
            var other => throw new InvalidOperationException($"{other.Name} is no environment of ours."),
        };
        Assert.False(enabled);
    }

    [Theory]
    [InlineData("registry.example.org", "registry.example.org", null)]
    [InlineData("registry.example.org:5000/movies/blue", "registry.example.org:5000", "movies/blue")]
    public async Task Images_go_to_the_registry_that_was_set(string setting, string host, string? repository)
    {
        await using var model = await Model.ToPublishAsync("--DeployTo=kubernetes", $"--Deployment:Registry={setting}");
        await using var without = await Model.ToPublishAsync("--DeployTo=kubernetes");

        var registry = Assert.Single(model.Resources.OfType<IContainerRegistry>());
        Assert.Equal(host, await registry.Endpoint.GetValueAsync(CancellationToken.None));
        Assert.Equal(repository, registry.Repository is { } path ? await path.GetValueAsync(CancellationToken.None) : null);
        Assert.Empty(without.Resources.OfType<IContainerRegistry>());
    }

    [Theory]
    [InlineData(null, 5080)]
    [InlineData("--GatewayPort=80", 80)]
    public async Task Composes_gateway_has_a_port_that_stays(string? setting, int port)
    {
        await using var model = await Model.ToPublishAsync(["--DeployTo=compose", .. setting is null ? Array.Empty<string>() : [setting]]);

        Assert.Equal(port, model.Endpoints("gateway").Single(e => e.Name == "http").Port);
    }

    [Fact]
    public async Task Replicas_and_limits_are_settings_of_a_resource()
    {
        await using var model = await Model.ToPublishAsync(
            "--DeployTo=compose", "--Deployment:catalog:Replicas=3", "--Deployment:catalog:Cpus=0.5", "--Deployment:catalog:MemoryMb=512",
            "--Deployment:redis:MemoryMb=320");

        var catalog = Compose(model, "catalog").Deploy!;
        Assert.Equal((3, "0.5", "512M"), (catalog.Replicas, catalog.Resources!.Limits!.Cpus, catalog.Resources.Limits.Memory));
        Assert.Equal(3, model.Get<ProjectResource>("catalog").Annotations.OfType<ReplicaAnnotation>().Single().Replicas);
        Assert.Equal("320M", Compose(model, "redis").Deploy!.Resources!.Limits!.Memory);
        Assert.Null(Compose(model, "worker").Deploy!.Replicas);
    }

    [Fact]
    public async Task A_server_with_data_of_its_own_has_no_replicas()
    {
        var error = await Record.ExceptionAsync(() => Model.ToPublishAsync("--Deployment:postgres:Replicas=2"));

        Assert.Contains("Deployment:postgres:Replicas", error?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kubernetes_claims_storage_that_outlives_a_pod()
    {
        await using var model = await Model.ToPublishAsync("--DeployTo=kubernetes", "--Deployment:StorageSize=50Gi", "--Deployment:StorageClass=fast");

        var kubernetes = Assert.Single(model.Resources.OfType<KubernetesEnvironmentResource>());
        Assert.Equal(("pvc", "50Gi", "fast"),
            (kubernetes.DefaultStorageType, kubernetes.DefaultStorageSize, kubernetes.DefaultStorageClassName));
        // Names of volumes are DNS labels there.
        Assert.All(model.Volumes(), volume => Assert.Matches("^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$", volume.Item2));
    }

    [Fact]
    public async Task Pods_run_as_the_images_own_user_who_owns_their_volumes()
    {
        await using var model = await Model.ToPublishAsync("--DeployTo=kubernetes");

        var user = Pod(model, "worker").SecurityContext!;
        Assert.Equal((true, 1654, 1654), (user.RunAsNonRoot, user.RunAsUser, user.FsGroup));
        Assert.Null(Pod(model, "postgres").SecurityContext);
        Assert.Equal(40, Pod(model, "worker").TerminationGracePeriodSeconds);
    }

    [Fact]
    public async Task Probes_name_their_scheme_as_Kubernetes_takes_it()
    {
        await using var model = await Model.ToPublishAsync("--DeployTo=kubernetes");

        var container = Pod(model, "catalog").Containers.Single();
        Assert.Equal(("HTTP", "HTTP"), (container.ReadinessProbe!.HttpGet!.Scheme, container.LivenessProbe!.HttpGet!.Scheme));
    }

    [Fact]
    public async Task A_pods_memory_is_requested_and_limited()
    {
        await using var model = await Model.ToPublishAsync(
            "--DeployTo=kubernetes", "--Deployment:worker:MemoryMb=1024", "--Deployment:worker:Cpus=2");

        var resources = Pod(model, "worker").Containers.Single().Resources!;
        Assert.Equal(("2", "1024Mi", "1024Mi"), (resources.Limits["cpu"], resources.Limits["memory"], resources.Requests["memory"]));
        Assert.Empty(Pod(model, "catalog").Containers.Single().Resources!.Limits);
    }

    private static ComposeService Compose(Model model, string name)
    {
        var resource = model.Get<IResource>(name);
        var environment = model.Resources.OfType<DockerComposeEnvironmentResource>().Single();
        var service = new ComposeService { Name = name };
        foreach (var change in resource.Annotations.OfType<DockerComposeServiceCustomizationAnnotation>())
            change.Configure(new DockerComposeServiceResource(name, resource, environment), service);
        return service;
    }

    private static PodSpecV1 Pod(Model model, string name)
    {
        var resource = model.Get<IResource>(name);
        var environment = model.Resources.OfType<KubernetesEnvironmentResource>().Single();
        var workload = new Deployment();
        workload.PodTemplate.Spec.Containers.Add(new ContainerV1
        {
            ReadinessProbe = new() { HttpGet = new() { Path = "/ready", Scheme = "http" } },
            LivenessProbe = new() { HttpGet = new() { Path = "/alive", Scheme = "http" } },
        });
        foreach (var change in resource.Annotations.OfType<KubernetesServiceCustomizationAnnotation>())
            change.Configure(new KubernetesResource(name, resource, environment) { Workload = workload });
        return workload.PodTemplate.Spec;
    }
}

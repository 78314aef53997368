using Aspire.Hosting.ApplicationModel;

namespace MovieAspire.AppHost.Tests;

public class RunModelTests
{
    private static readonly string[] GrpcServices = ["worker", "catalog", "analytics"];

    [Fact]
    public async Task Without_a_TMDB_key_the_worker_takes_its_movies_from_the_emulator()
    {
        await using var model = await Model.ToRunAsync("--Dataset=/data/movies");

        var worker = await model.EnvironmentAsync("worker");
        Assert.Equal("{provider-emulator.bindings.http.url}/3/", worker["Tmdb__BaseUrl"]);
        Assert.Equal("{provider-emulator.bindings.http.url}/omdb/", worker["Omdb__BaseUrl"]);
        Assert.Equal("{provider-emulator.bindings.http.url}/p/exports/", worker["Tmdb__ExportBaseUrl"]);
        Assert.Equal("{provider-emulator.bindings.http.url}/t/p/", (await model.EnvironmentAsync("gateway"))["Images__BaseUrl"]);
        Assert.Equal("/data/movies", (await model.EnvironmentAsync("provider-emulator"))["Emulator__Dataset"]);
        Assert.Equal("emulator", await model.Get<ParameterResource>("tmdb-api-key").GetValueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task With_a_TMDB_key_there_is_no_emulator_and_the_worker_gets_the_key_as_a_secret()
    {
        await using var model = await Model.ToRunAsync("--TMDB_API_KEY=k1", "--OMDB_API_KEY=k2");

        Assert.DoesNotContain(model.Resources, r => r.Name == "provider-emulator");
        var worker = await model.EnvironmentAsync("worker");
        Assert.Equal("{tmdb-api-key.value}", worker["Tmdb__ApiKey"]);
        Assert.DoesNotContain("Tmdb__BaseUrl", worker.Keys);
        Assert.Equal("k1", await model.Get<ParameterResource>("tmdb-api-key").GetValueAsync(CancellationToken.None));
        Assert.Equal("k2", await model.Get<ParameterResource>("omdb-api-key").GetValueAsync(CancellationToken.None));
        Assert.True(model.Get<ParameterResource>("tmdb-api-key").Secret);
    }

    [Fact]
    public async Task The_pages_link_to_the_dashboard_of_a_run()
    {
        await using var model = await Model.ToRunAsync("--ASPNETCORE_URLS=http://localhost:15080;http://localhost:15081");

        Assert.Equal("http://localhost:15080", (await model.EnvironmentAsync("gateway"))["Dashboard__Url"]);
    }

    [Fact]
    public async Task The_worker_starts_with_its_servers_then_what_needs_its_schema_then_the_gateway()
    {
        await using var model = await Model.ToRunAsync();

        Assert.Superset(new HashSet<string> { "postgres", "redis" }, model.WaitsFor("worker").ToHashSet());
        Assert.Contains("worker", model.WaitsFor("catalog"));
        Assert.Contains("worker", model.WaitsFor("analytics"));
        Assert.Superset(GrpcServices.ToHashSet(), model.WaitsFor("gateway").ToHashSet());
    }

    [Fact]
    public async Task Nothing_waits_for_Meilisearch_because_search_works_without_it()
    {
        await using var model = await Model.ToRunAsync();

        Assert.DoesNotContain(model.Resources, r => model.WaitsFor(r.Name).Contains("meilisearch"));
    }

    [Fact]
    public async Task Services_speak_gRPC_over_HTTP_2_alone_and_answer_probes_on_a_port_of_their_own()
    {
        await using var model = await Model.ToRunAsync();

        foreach (var service in GrpcServices)
        {
            Assert.Equal("http2", model.Endpoints(service).Single(e => e.Name == "grpc").Transport);
            Assert.Equal("http", model.Endpoints(service).Single(e => e.Name == "http").Transport);
            var probes = model.Get<ProjectResource>(service).Annotations.OfType<EndpointProbeAnnotation>().ToDictionary(p => p.Type);
            Assert.Equal(("/ready", "http"), (probes[ProbeType.Readiness].Path, probes[ProbeType.Readiness].EndpointReference.EndpointName));
            Assert.Equal(("/alive", "http"), (probes[ProbeType.Liveness].Path, probes[ProbeType.Liveness].EndpointReference.EndpointName));
        }
    }

    [Fact]
    public async Task Every_service_has_a_health_check()
    {
        await using var model = await Model.ToRunAsync();

        Assert.All(model.Resources.OfType<ProjectResource>(), r => Assert.Single(r.Annotations.OfType<HealthCheckAnnotation>(), check => check.Key.Contains("_/health_", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Only_the_gateway_is_external_and_on_the_port_asked_for()
    {
        await using var model = await Model.ToRunAsync("--GatewayPort=5999");

        var external = model.Resources.SelectMany(r => model.Endpoints(r.Name).Where(e => e.IsExternal).Select(e => (r.Name, e.Port)));
        Assert.Equal([("gateway", 5999)], external.Distinct());
    }

    [Fact]
    public async Task The_gateway_finds_the_services_by_name()
    {
        await using var model = await Model.ToRunAsync();

        var gateway = await model.EnvironmentAsync("gateway");
        foreach (var service in GrpcServices)
            Assert.Equal($"{{{service}.bindings.grpc.url}}", gateway[$"services__{service}__grpc__0"]);
        Assert.Equal("{admin-password.value}", gateway["Auth__Password"]);
        Assert.DoesNotContain("ConnectionStrings__moviedb", gateway.Keys);
    }

    [Theory]
    [InlineData("true", 2)]
    [InlineData("false", 0)]
    public async Task Data_are_kept_unless_a_test_says_otherwise(string keepData, int volumes)
    {
        await using var model = await Model.ToRunAsync($"--KeepData={keepData}");

        Assert.Equal(volumes, model.Resources.SelectMany(r => r.Annotations.OfType<ContainerMountAnnotation>()).Count());
    }

    [Fact]
    public async Task No_internal_port_is_fixed_so_two_checkouts_run_side_by_side()
    {
        await using var model = await Model.ToRunAsync("--GatewayPort=5999");

        var ports = model.Resources.SelectMany(r => model.Endpoints(r.Name).Select(e => (r.Name, e.Port))).Where(e => e.Port is not null);
        Assert.Equal([("gateway", 5999)], ports.Distinct());
    }

    [Fact]
    public async Task A_model_under_test_makes_no_secret_that_would_be_kept_among_the_developers_own()
    {
        await using var model = await Model.ToRunAsync();

        var parameters = model.Resources.OfType<ParameterResource>().Where(p => p.Default is not null).Concat(
        [
            model.Get<PostgresServerResource>("postgres").PasswordParameter,
            model.Get<RedisResource>("redis").PasswordParameter!,
            model.Get<MeilisearchResource>("meilisearch").MasterKeyParameter,
        ]).DistinctBy(p => p.Name).ToList();

        Assert.Equal(Model.Secrets.Order(), parameters.Select(p => p.Name).Order());
        foreach (var parameter in parameters)
            Assert.Equal(Model.Secret, await parameter.GetValueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task The_lake_is_a_folder_of_this_machine_or_switched_off()
    {
        await using var with = await Model.ToRunAsync("--LakePath=/data/bodies");
        await using var without = await Model.ToRunAsync("--Lake=false");

        Assert.Equal("/data/bodies", (await with.EnvironmentAsync("worker"))["Lake__Path"]);
        Assert.Equal("false", (await without.EnvironmentAsync("worker"))["Lake__Enabled"]);
    }

    [Fact]
    public async Task A_run_knows_nothing_of_where_it_may_be_deployed()
    {
        await using var model = await Model.ToRunAsync("--DeployTo=compose", "--Deployment:catalog:Replicas=3");

        Assert.DoesNotContain(model.Resources, r => r.Name == "compose");
        Assert.Empty(model.Get<ProjectResource>("catalog").Annotations.OfType<ReplicaAnnotation>());
    }
}

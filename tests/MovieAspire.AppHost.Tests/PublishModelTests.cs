using Aspire.Hosting.ApplicationModel;

namespace MovieAspire.AppHost.Tests;

/// <summary>What every deployment has, wherever it goes.</summary>
public class PublishModelTests
{
    private static readonly string[] Inputs = ["tmdb-api-key", "omdb-api-key", "admin-password", "token-signing-key", "moviedb-password"];

    [Fact]
    public async Task A_deployment_has_no_emulator_and_keeps_its_data()
    {
        await using var model = await Model.ToPublishAsync("--KeepData=false");

        Assert.DoesNotContain(model.Resources, r => r.Name == "provider-emulator");
        Assert.Equal(
            [
                ("meilisearch", "meilisearch-data", "/meili_data"), ("postgres", "postgres-data", "/var/lib/postgresql/data"),
                ("worker", "lake", "/home/app"),
            ],
            model.Volumes().Order());
        Assert.Equal("/home/app/lake", (await model.EnvironmentAsync("worker"))["Lake__Path"]);
        Assert.Equal("/var/lib/postgresql/data/pgdata", (await model.EnvironmentAsync("postgres"))["PGDATA"]);
    }

    [Fact]
    public async Task A_deployment_without_a_lake_mounts_none_and_says_so_to_the_worker()
    {
        await using var model = await Model.ToPublishAsync("--Lake=false");

        Assert.DoesNotContain(model.Volumes(), volume => volume.Item1 == "worker");
        Assert.Equal("false", (await model.EnvironmentAsync("worker"))["Lake__Enabled"]);
    }

    [Fact]
    public async Task Only_the_gateway_is_external()
    {
        await using var model = await Model.ToPublishAsync();

        var external = model.Resources.Where(r => model.Endpoints(r.Name).Any(e => e.IsExternal)).Select(r => r.Name);
        Assert.Equal(["gateway"], external);
    }

    [Theory]
    [InlineData("worker", 5121)]
    [InlineData("catalog", 5101)]
    [InlineData("analytics", 5111)]
    public async Task A_service_listens_for_gRPC_on_its_own_port_over_HTTP_2(string service, int port)
    {
        await using var model = await Model.ToPublishAsync();

        var grpc = model.Endpoints(service).Single(e => e.Name == "grpc");
        Assert.Equal(("http2", port, false), (grpc.Transport, grpc.TargetPort, grpc.IsExternal));
    }

    [Theory]
    [InlineData("worker")]
    [InlineData("catalog")]
    [InlineData("analytics")]
    [InlineData("gateway")]
    public async Task Probes_ask_the_plain_HTTP_endpoint_whether_requests_may_be_sent(string service)
    {
        await using var model = await Model.ToPublishAsync();

        var probes = model.Get<ProjectResource>(service).Annotations.OfType<EndpointProbeAnnotation>().ToDictionary(
            p => p.Type, p => (p.Path, p.EndpointReference.EndpointName));
        Assert.Equal(("/ready", "http"), probes[ProbeType.Readiness]);
        Assert.Equal(("/alive", "http"), probes[ProbeType.Liveness]);
        Assert.Equal(2, probes.Count);
    }

    [Fact]
    public async Task Keys_and_secrets_are_inputs_whatever_the_publishers_environment_holds()
    {
        await using var model = await Model.ToPublishAsync();

        foreach (var key in Inputs)
            Assert.True(model.Get<ParameterResource>(key).Secret);
        var worker = await model.EnvironmentAsync("worker");
        Assert.Equal("{tmdb-api-key.value}", worker["Tmdb__ApiKey"]);
        Assert.Equal("{omdb-api-key.value}", worker["Omdb__ApiKey"]);
    }

    [Theory]
    [InlineData("admin-password", 24)]
    [InlineData("token-signing-key", 64)]
    [InlineData("moviedb-password", 24)]
    public async Task A_secret_that_nobody_gives_is_made_of_letters_and_digits(string name, int length)
    {
        await using var model = await Model.ToPublishAsync();

        var value = model.Get<ParameterResource>(name).Default!.GetDefaultValue();
        Assert.Equal(length, value.Length);
        Assert.All(value, c => Assert.True(char.IsAsciiLetterOrDigit(c)));
    }

    [Fact]
    public async Task Tokens_are_signed_and_checked_with_one_key_by_those_who_take_changes()
    {
        await using var model = await Model.ToPublishAsync();

        Assert.Equal("{token-signing-key.value}", (await model.EnvironmentAsync("gateway"))["Auth__SigningKey"]);
        Assert.Equal("{token-signing-key.value}", (await model.EnvironmentAsync("worker"))["Auth__SigningKey"]);
        Assert.DoesNotContain("Auth__SigningKey", (await model.EnvironmentAsync("catalog")).Keys);
        Assert.DoesNotContain("Auth__SigningKey", (await model.EnvironmentAsync("analytics")).Keys);
    }

    [Fact]
    public async Task While_the_key_changes_the_one_before_is_asked_for_and_given_to_the_same_services()
    {
        await using var model = await Model.ToPublishAsync("--RotateSigningKey=true", "--TrustedProxies=10.0.0.0/8");

        Assert.True(model.Get<ParameterResource>("previous-token-signing-key").Secret);
        foreach (var service in new[] { "gateway", "worker" })
            Assert.Equal("{previous-token-signing-key.value}", (await model.EnvironmentAsync(service))["Auth__PreviousSigningKey"]);
        Assert.DoesNotContain("Auth__PreviousSigningKey", (await model.EnvironmentAsync("catalog")).Keys);
        Assert.Equal("10.0.0.0/8", (await model.EnvironmentAsync("gateway"))["Proxies__Trusted"]);
    }

    [Fact]
    public async Task The_database_is_made_and_services_connect_as_a_role_that_is_no_superuser()
    {
        await using var model = await Model.ToPublishAsync();

        Assert.Equal("moviedb", (await model.EnvironmentAsync("postgres"))["POSTGRES_DB"]);
        Assert.Equal(
            "Host={postgres.bindings.tcp.host};Port={postgres.bindings.tcp.port};Database=moviedb;Username=movieaspire;Password={moviedb-password.value}",
            model.ConnectionString("moviedb"));
        foreach (var service in new[] { "worker", "catalog", "analytics" })
            Assert.Equal("{moviedb.connectionString}", (await model.EnvironmentAsync(service))["ConnectionStrings__moviedb"]);
        // The worker alone may make the role.
        Assert.Contains("ConnectionStrings__postgres", (await model.EnvironmentAsync("worker")).Keys);
        Assert.DoesNotContain("ConnectionStrings__postgres", (await model.EnvironmentAsync("catalog")).Keys);
    }

    [Fact]
    public async Task Connection_strings_and_passwords_are_references()
    {
        await using var model = await Model.ToPublishAsync();

        var catalog = await model.EnvironmentAsync("catalog");
        Assert.Equal("{redis.connectionString}", catalog["ConnectionStrings__redis"]);
        Assert.Equal("{meilisearch.connectionString}", catalog["ConnectionStrings__meilisearch"]);
        Assert.True(model.Get<PostgresServerResource>("postgres").PasswordParameter.Secret);
        Assert.True(model.Get<RedisResource>("redis").PasswordParameter!.Secret);
        Assert.True(model.Get<MeilisearchResource>("meilisearch").MasterKeyParameter.Secret);
    }

    [Fact]
    public async Task Servers_that_exist_already_are_connection_strings_that_are_asked_for()
    {
        await using var model = await Model.ToPublishAsync("--External:Postgres=true", "--External:Redis=true", "--External:Meilisearch=true");

        Assert.Empty(model.Resources.OfType<ContainerResource>());
        Assert.DoesNotContain(model.Resources, r => r.Name == "moviedb-password");
        foreach (var name in new[] { "moviedb", "redis", "meilisearch" })
        {
            Assert.True(model.Get<ParameterResource>(name).Secret);
            Assert.Equal($"{{{name}.connectionString}}", (await model.EnvironmentAsync("worker"))[$"ConnectionStrings__{name}"]);
        }

        Assert.DoesNotContain("ConnectionStrings__postgres", (await model.EnvironmentAsync("worker")).Keys);
        Assert.Equal([("worker", "lake", "/home/app")], model.Volumes());
    }

    [Theory]
    [InlineData("Postgres", "postgres")]
    [InlineData("Redis", "redis")]
    [InlineData("Meilisearch", "meilisearch")]
    public async Task One_external_server_leaves_the_others_to_the_deployment(string setting, string name)
    {
        await using var model = await Model.ToPublishAsync($"--External:{setting}=true");

        Assert.DoesNotContain(model.Resources.OfType<ContainerResource>(), r => r.Name == name);
        Assert.Equal(2, model.Resources.OfType<ContainerResource>().Count());
    }

    [Fact]
    public async Task Redis_never_exceeds_its_memory_and_evicts_only_what_expires()
    {
        await using var deployed = await Model.ToPublishAsync("--Redis:MaxMemory=64mb");
        await using var run = await Model.ToRunAsync();

        // The shell of the container gets one command.
        Assert.Equal(
            "-c|redis-server --requirepass $REDIS_PASSWORD --maxmemory 64mb --maxmemory-policy volatile-lfu --save ''",
            await deployed.CommandLineAsync("redis"));
        Assert.EndsWith("--maxmemory|256mb|--maxmemory-policy|volatile-lfu|--save|''", await run.CommandLineAsync("redis"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Postgres_has_the_buffers_that_were_set_in_a_deployment_and_here()
    {
        await using var deployed = await Model.ToPublishAsync("--Postgres:SharedBuffers=2GB");
        await using var run = await Model.ToRunAsync();

        Assert.Equal("-c|shared_buffers=2GB", await deployed.CommandLineAsync("postgres"));
        Assert.Equal("-c|shared_buffers=512MB", await run.CommandLineAsync("postgres"));
    }

    [Fact]
    public async Task Image_tags_are_pinned()
    {
        await using var model = await Model.ToPublishAsync();

        var images = model.Resources.OfType<ContainerResource>().SelectMany(r => r.Annotations.OfType<ContainerImageAnnotation>()).ToList();
        Assert.Equal(3, images.Count);
        Assert.All(images, image => Assert.Matches(@"^v?\d+\.\d+$", image.Tag));
    }
}

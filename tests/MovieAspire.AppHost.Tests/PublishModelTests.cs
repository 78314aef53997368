using Aspire.Hosting.ApplicationModel;

namespace MovieAspire.AppHost.Tests;

public class PublishModelTests
{
    private static readonly string[] Secrets = ["tmdb-api-key", "omdb-api-key", "admin-password"];

    [Fact]
    public async Task A_deployment_has_neither_emulator_nor_volumes()
    {
        await using var model = await Model.ToPublishAsync();

        Assert.DoesNotContain(model.Resources, r => r.Name == "provider-emulator");
        Assert.Empty(model.Resources.SelectMany(r => r.Annotations.OfType<ContainerMountAnnotation>()));
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

    [Fact]
    public async Task Provider_keys_are_inputs_whatever_the_publishers_environment_holds()
    {
        await using var model = await Model.ToPublishAsync();

        foreach (var key in Secrets)
            Assert.True(model.Get<ParameterResource>(key).Secret);
        var worker = await model.EnvironmentAsync("worker");
        Assert.Equal("{tmdb-api-key.value}", worker["Tmdb__ApiKey"]);
        Assert.Equal("{omdb-api-key.value}", worker["Omdb__ApiKey"]);
    }

    [Fact]
    public async Task Connection_strings_and_passwords_are_references()
    {
        await using var model = await Model.ToPublishAsync();

        var catalog = await model.EnvironmentAsync("catalog");
        Assert.Equal("{moviedb.connectionString}", catalog["ConnectionStrings__moviedb"]);
        Assert.Equal("{redis.connectionString}", catalog["ConnectionStrings__redis"]);
        Assert.Equal("{meilisearch.connectionString}", catalog["ConnectionStrings__meilisearch"]);
        Assert.True(model.Get<PostgresServerResource>("postgres").PasswordParameter.Secret);
        Assert.True(model.Get<RedisResource>("redis").PasswordParameter!.Secret);
        Assert.True(model.Get<MeilisearchResource>("meilisearch").MasterKeyParameter.Secret);
    }

    [Fact]
    public async Task Image_tags_are_pinned()
    {
        await using var model = await Model.ToPublishAsync();

        var images = model.Resources.SelectMany(r => r.Annotations.OfType<ContainerImageAnnotation>()).ToList();
        Assert.Equal(3, images.Count);
        Assert.All(images, image => Assert.Matches(@"^v?\d+\.\d+$", image.Tag));
    }
}

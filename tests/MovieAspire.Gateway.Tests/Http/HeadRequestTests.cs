using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Http;

[Collection(PlatformGroup.Name)]
public class HeadRequestTests(Platform platform)
{
    [Theory]
    [InlineData("/movies", true)]
    [InlineData("/movies", false)]
    [InlineData("/movies/45", true)]
    [InlineData("/search?q=movie", true)]
    [InlineData("/genres", true)]
    [InlineData("/health", true)]
    [InlineData("/alive", true)]
    [InlineData("/metrics", true)]
    [InlineData("/openapi/v1.json", true)]
    public async Task HEAD_is_GET_without_the_body(string address, bool isCached)
    {
        var gateway = isCached ? platform.Gateway : platform.UncachedGateway;
        var get = await gateway.GetAsync(address);

        var head = await gateway.HeadAsync(address);

        Assert.Equal(get.Status, head.Status);
        Assert.Empty(head.Bytes);
        Assert.NotEmpty(get.Bytes);
        Assert.Equal(get.ContentHeaders.ContentType, head.ContentHeaders.ContentType);
        Assert.Equal(get.Header("ETag"), head.Header("ETag"));
        Assert.Equal(get.Header("Link"), head.Header("Link"));
    }

    [Fact]
    public async Task A_head_that_came_first_does_not_take_the_body_from_who_comes_later()
    {
        await platform.Gateway.HeadAsync("/movies?limit=17");

        Assert.Equal(17, (await platform.Gateway.GetAsync("/movies?limit=17")).Json.GetArrayLength());
    }

    [Fact]
    public async Task A_head_that_is_known_already_is_304()
    {
        var tag = (await platform.Gateway.HeadAsync("/movies/1")).Header("ETag")!;

        Assert.Equal(304, (int)(await platform.Gateway.HeadAsync("/movies/1", ("If-None-Match", tag))).Status);
    }

    [Theory]
    [InlineData("/movies/31337", 404)]
    [InlineData("/movies?limit=0", 400)]
    [InlineData("/nothing", 404)]
    public async Task Errors_are_the_same(string address, int status) =>
        Assert.Equal(status, (int)(await platform.Gateway.HeadAsync(address)).Status);
}

using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Caching;

[Collection(PlatformGroup.Name)]
public class JsonWithETagTests(Platform platform)
{
    private readonly GatewayHost _gateway = platform.Gateway;

    [Theory]
    [InlineData("/movies", true)]
    [InlineData("/movies/1", true)]
    [InlineData("/analytics/top-genres", true)]
    [InlineData("/movies", false)]
    [InlineData("/movies/1", false)]
    [InlineData("/analytics/top-genres", false)]
    public async Task Who_has_the_body_already_gets_304_from_the_cache_and_without_one(string address, bool isCached)
    {
        var gateway = isCached ? platform.Gateway : platform.UncachedGateway;
        var first = await gateway.GetAsync(address);
        var tag = first.Header("ETag")!;

        Assert.Matches("^\"[A-Za-z0-9_-]{43}\"$", tag);
        Assert.Equal("public, max-age=60", first.Header("Cache-Control"));
        foreach (var known in new[] { tag, $"W/{tag}", $"\"other\", {tag}", "*" })
        {
            var again = await gateway.GetAsync(address, ("If-None-Match", known));
            Assert.Equal(304, (int)again.Status);
            Assert.Empty(again.Bytes);
            Assert.Equal(tag, again.Header("ETag"));
        }
    }

    [Fact]
    public async Task Another_body_has_another_tag()
    {
        var tag = (await _gateway.GetAsync("/movies/1")).Header("ETag")!;

        var other = await _gateway.GetAsync("/movies/2", ("If-None-Match", tag));

        Assert.Equal(200, (int)other.Status);
        Assert.NotEqual(tag, other.Header("ETag"));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_compressed_body_has_a_weak_tag(string encoding)
    {
        var plain = await _gateway.GetAsync("/movies");

        var packed = await _gateway.GetAsync("/movies", ("Accept-Encoding", encoding));

        Assert.Equal([encoding], packed.ContentHeaders.ContentEncoding);
        Assert.True(packed.Bytes.Length < plain.Bytes.Length);
        Assert.Equal($"W/{plain.Header("ETag")}", packed.Header("ETag"));
        Assert.Contains("Accept-Encoding", packed.Header("Vary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_carry_the_headers_that_hold_browsers_back()
    {
        var reply = await _gateway.GetAsync("/movies");

        Assert.Equal("nosniff", reply.Header("X-Content-Type-Options"));
        Assert.Equal("DENY", reply.Header("X-Frame-Options"));
        Assert.Null(reply.Header("Server"));
    }
}

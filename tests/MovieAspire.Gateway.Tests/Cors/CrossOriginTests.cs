using Microsoft.Extensions.Options;
using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Cors;

[Collection(PlatformGroup.Name)]
public class CrossOriginTests(Platform platform)
{
    private const string Mine = "https://app.example.org";
    private const string Other = "https://other.example.org";

    [Fact]
    public async Task A_page_of_a_named_origin_may_read_also_links_tags_totals_and_errors()
    {
        await using var gateway = platform.StartGateway(new() { ["Cors:Origins"] = $"{Mine}, http://localhost:3000" });

        // The second answer comes from the cache.
        foreach (var address in new[] { "/movies", "/movies", "/movies/31337", "/movies?limit=0", "/pipeline/status" })
        {
            var reply = await gateway.GetAsync(address, ("Origin", Mine));
            Assert.Equal(Mine, reply.Header("Access-Control-Allow-Origin"));
            foreach (var header in new[] { "Link", "ETag", "X-Total-Count" })
                Assert.Contains(header, reply.Header("Access-Control-Expose-Headers")!, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("Origin", reply.Header("Vary")!, StringComparison.Ordinal);
        }

        Assert.Null((await gateway.GetAsync("/movies", ("Origin", Other))).Header("Access-Control-Allow-Origin"));
        Assert.Equal(
            "http://localhost:3000", (await gateway.GetAsync("/movies", ("Origin", "http://localhost:3000"))).Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_browser_that_asks_first_is_told_what_it_may_send()
    {
        await using var gateway = platform.StartGateway(new() { ["Cors:Origins"] = Mine });

        var reply = await PreflightAsync(gateway, Mine);

        Assert.Equal(204, (int)reply.Status);
        Assert.Equal(Mine, reply.Header("Access-Control-Allow-Origin"));
        Assert.Contains("POST", reply.Header("Access-Control-Allow-Methods"), StringComparison.Ordinal);
        foreach (var header in new[] { "Authorization", "Content-Type", "If-None-Match", "Last-Event-ID", "X-Owner-Token", "X-With-Owner-Token" })
            Assert.Contains(header, reply.Header("Access-Control-Allow-Headers"), StringComparison.OrdinalIgnoreCase);
        Assert.Null((await PreflightAsync(gateway, Other)).Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_star_is_every_origin()
    {
        await using var gateway = platform.StartGateway(new() { ["Cors:Origins"] = "*" });

        Assert.Equal("*", (await gateway.GetAsync("/genres", ("Origin", Other))).Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Without_the_setting_no_page_of_another_site_may_read() =>
        Assert.Null((await platform.Gateway.GetAsync("/movies", ("Origin", Mine))).Header("Access-Control-Allow-Origin"));

    [Theory]
    [InlineData("app.example.org")]
    [InlineData("https://app.example.org/")]
    [InlineData("https://app.example.org/path")]
    public async Task What_is_no_origin_stops_the_start_and_is_named(string origin)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.RunAsync(new() { ["Cors:Origins"] = origin }));

        Assert.Contains("Cors:Origins", error.Message, StringComparison.Ordinal);
        Assert.Contains(origin, error.Message, StringComparison.Ordinal);
    }

    private static async Task<Reply> PreflightAsync(GatewayHost gateway, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/pipeline/run");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,x-owner-token");
        return await Reply.OfAsync(await gateway.Client.SendAsync(request));
    }
}

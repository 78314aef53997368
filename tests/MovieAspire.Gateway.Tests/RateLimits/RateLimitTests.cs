using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using MovieAspire.Gateway.RateLimits;
using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.RateLimits;

public class RateLimitTests
{
    private const string First = "127.0.0.2";
    private const string Second = "127.0.0.3";

    // Counts as one request, and asks nobody.
    private const string Plain = "/docs/index.html";

    [Fact]
    public async Task The_requests_of_one_address_do_not_count_for_another()
    {
        await using var gateway = new GatewayHost(new() { ["RateLimits:RequestsPerSecond"] = "1" });
        using var first = gateway.ClientFrom(First);
        using var second = gateway.ClientFrom(Second);

        // As many as a burst has; then nothing is left for this address.
        await UntilRefusedAsync(() => first.GetAsync(Plain));

        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync(Plain)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync(Plain)).StatusCode);
    }

    [Fact]
    public async Task Probes_are_answered_though_their_address_has_nothing_left()
    {
        await using var gateway = new GatewayHost(new() { ["RateLimits:RequestsPerSecond"] = "1" });
        using var client = gateway.ClientFrom(First);

        foreach (var probe in (string[])["/alive", "/ready", "/health"])
        {
            await UntilRefusedAsync(() => client.GetAsync(Plain));
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await client.GetAsync(probe)).StatusCode);
        }
    }

    [Fact]
    public async Task The_guesses_of_one_address_do_not_keep_another_from_signing_in()
    {
        await using var gateway = new GatewayHost(new() { ["RateLimits:TokensPerMinute"] = "2" });
        using var first = gateway.ClientFrom(First);
        using var second = gateway.ClientFrom(Second);

        await UntilRefusedAsync(() => SignInAsync(first, "guess"));

        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(second, GatewayHost.Password)).StatusCode);
    }

    [Fact]
    public async Task Guesses_from_many_addresses_are_limited_together()
    {
        await using var gateway = new GatewayHost(new() { ["RateLimits:TokensPerMinute"] = "2", ["RateLimits:TotalTokensPerMinute"] = "4" });
        using var first = gateway.ClientFrom(First);
        using var second = gateway.ClientFrom(Second);
        using var third = gateway.ClientFrom("127.0.0.4");
        var answers = new List<int>();

        // What one address is refused for itself does not count for all.
        foreach (var client in new[] { first, first, first, first, second, second, third })
            answers.Add((int)(await SignInAsync(client, "guess")).StatusCode);

        Assert.Equal([401, 401, 429, 429, 401, 401, 429], answers);
        Assert.Equal(HttpStatusCode.OK, (await third.GetAsync(Plain)).StatusCode);
    }

    [Fact]
    public async Task A_search_counts_as_many_requests()
    {
        await using var gateway = new GatewayHost(new() { ["RateLimits:RequestsPerSecond"] = "5", ["RateLimits:SearchCost"] = "10" });
        using var searcher = gateway.ClientFrom(First);
        using var reader = gateway.ClientFrom(Second);

        // A burst is ten requests: one search, also one that is refused past the limit; and a total costs as much.
        Assert.Equal(HttpStatusCode.BadRequest, (await searcher.GetAsync("/search?q=")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await searcher.GetAsync("/search?q=")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await searcher.GetAsync("/movies?count=true")).StatusCode);
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(Plain)).StatusCode);
    }

    [Fact]
    public async Task A_search_that_costs_more_than_a_burst_is_answered_all_the_same()
    {
        await using var gateway = new GatewayHost(new() { ["RateLimits:RequestsPerSecond"] = "1", ["RateLimits:SearchCost"] = "1000" });

        (await gateway.GetAsync("/search?q=one")).Problem(503);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::")]
    [InlineData(null, "255.255.255.255")]
    public void A_client_is_an_IPv4_address_or_an_IPv6_network_of_64_bits(string? address, string client) =>
        Assert.Equal(IPAddress.Parse(client), RateLimitServices.ClientOf(address is null ? null : IPAddress.Parse(address)));

    [Theory]
    [InlineData("")]
    [InlineData("192.0.2.0/24,127.0.0.3")]
    public async Task What_a_stranger_says_of_an_address_is_not_believed(string trusted)
    {
        foreach (var byFramework in new[] { "true", "false" })
        {
            await using var gateway = ProxiedGateway(trusted, byFramework);
            using var client = gateway.ClientFrom(First);
            var sent = 0;

            await UntilRefusedAsync(() => ForwardedAsync(client, $"198.51.100.{++sent % 250}"));
        }
    }

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("192.0.2.0/24, 127.0.0.0/8")]
    public async Task What_a_trusted_proxy_says_of_an_address_is_believed(string trusted)
    {
        foreach (var byFramework in new[] { "true", "false" })
        {
            await using var gateway = ProxiedGateway(trusted, byFramework);
            using var proxy = gateway.ClientFrom(First);

            await UntilRefusedAsync(() => ForwardedAsync(proxy, "198.51.100.1"));
            Assert.Equal(HttpStatusCode.OK, (await ForwardedAsync(proxy, "198.51.100.2")).StatusCode);
            // What stands before the proxy's own word is the client's, who may write what he likes.
            Assert.Equal(HttpStatusCode.TooManyRequests, (await ForwardedAsync(proxy, "203.0.113.1, 198.51.100.1")).StatusCode);
        }
    }

    [Fact]
    public async Task A_proxy_that_is_no_address_stops_the_start_and_is_named()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.RunAsync(new() { ["Proxies:Trusted"] = "10.0.0.0/8,proxy" }));

        Assert.Contains("Proxies:Trusted: proxy ", error.Message, StringComparison.Ordinal);
    }

    private static GatewayHost ProxiedGateway(string trusted, string byFramework) => new(new()
    {
        ["Proxies:Trusted"] = trusted, ["ForwardedHeaders_Enabled"] = byFramework, ["RateLimits:RequestsPerSecond"] = "1",
    });

    private static Task<HttpResponseMessage> ForwardedAsync(HttpClient client, string forwardedFor)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Plain);
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        return client.SendAsync(request);
    }

    private static async Task UntilRefusedAsync(Func<Task<HttpResponseMessage>> send)
    {
        for (var sent = 0; (await send()).StatusCode is not HttpStatusCode.TooManyRequests; sent++)
            Assert.True(sent < 1000, "It is never refused.");
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient client, string password) => client.PostAsync(
        "/auth/token",
        new StringContent($$"""{"username": "admin", "password": "{{password}}"}""", Encoding.UTF8, "application/json"));
}

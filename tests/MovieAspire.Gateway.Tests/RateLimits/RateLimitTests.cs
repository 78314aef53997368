using System.Net;
using System.Net.Sockets;
using System.Text;
using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.RateLimits;

public class RateLimitTests
{
    private static readonly IPAddress First = IPAddress.Parse("127.0.0.2");
    private static readonly IPAddress Second = IPAddress.Parse("127.0.0.3");

    [Fact]
    public async Task The_requests_of_one_address_do_not_count_for_another()
    {
        await using var gateway = new GatewayHost(new() { ["RateLimits:RequestsPerSecond"] = "1" });
        using var first = ClientFrom(First, gateway);
        using var second = ClientFrom(Second, gateway);

        // As many as a burst has; then nothing is left for this address.
        await UntilRefusedAsync(() => first.GetAsync("/alive"));

        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/alive")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/alive")).StatusCode);
    }

    [Fact]
    public async Task The_guesses_of_one_address_do_not_keep_another_from_signing_in()
    {
        await using var gateway = new GatewayHost(new() { ["RateLimits:TokensPerMinute"] = "2" });
        using var first = ClientFrom(First, gateway);
        using var second = ClientFrom(Second, gateway);

        await UntilRefusedAsync(() => SignInAsync(first, "guess"));

        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(second, GatewayHost.Password)).StatusCode);
    }

    private static async Task UntilRefusedAsync(Func<Task<HttpResponseMessage>> send)
    {
        for (var sent = 0; (await send()).StatusCode is not HttpStatusCode.TooManyRequests; sent++)
            Assert.True(sent < 1000, "It is never refused.");
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient client, string password) => client.PostAsync(
        "/auth/token",
        new StringContent($$"""{"username": "admin", "password": "{{password}}"}""", Encoding.UTF8, "application/json"));

    // All of 127.0.0.0/8 is this machine.
    private static HttpClient ClientFrom(IPAddress address, GatewayHost gateway) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(address, 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    })
    {
        BaseAddress = gateway.Client.BaseAddress,
        Timeout = TimeSpan.FromSeconds(20),
    };
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MovieAspire.Testing;

namespace MovieAspire.Gateway.Tests.Hosting;

/// <summary>The gateway, asked over plain HTTP.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    internal const string Password = "correct-horse-battery";

    // Nobody listens on the discard port.
    private const string Nowhere = "http://127.0.0.1:9";

    private readonly ServiceHost<Program> _host;

    internal GatewayHost(
        Dictionary<string, string>? settings = null, Action<IServiceCollection>? services = null)
    {
        _host = new(WithDefaults(settings), collection =>
        {
            collection.AddSingleton<ILoggerProvider>(Log);
            services?.Invoke(collection);
        });
        Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = new Uri(_host.Addresses[0]),
            Timeout = TimeSpan.FromSeconds(20),
        };
    }

    internal HttpClient Client { get; }

    internal LogCapture Log { get; } = new();

    internal IServiceProvider Services => _host.Services;

    /// <summary>Runs the program's own entry point with settings that it refuses, and throws what ends it.</summary>
    /// <remarks>
    /// <see cref="ServiceHost{TProgram}"/> asks the program for its services while it starts: where the start fails first,
    /// it finds them disposed and tells that instead.
    /// </remarks>
    internal static Task RunAsync(Dictionary<string, string> settings)
    {
        string[] arguments =
        [
            $"--environment={Environments.Development}",
            .. WithDefaults(settings).Select(setting => $"--{setting.Key}={setting.Value}"),
        ];
        var main = typeof(Program).Assembly.EntryPoint!;
        return Task.Run(() => main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [arguments], null))
            .WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>A client with another address: all of 127.0.0.0/8 is this machine.</summary>
    internal HttpClient ClientFrom(string address) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
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
        BaseAddress = Client.BaseAddress,
        Timeout = TimeSpan.FromSeconds(20),
    };

    internal async Task<Reply> HeadAsync(string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Reply.OfAsync(await Client.SendAsync(request));
    }

    internal async Task<Reply> GetAsync(string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Reply.OfAsync(await Client.SendAsync(request));
    }

    internal async Task<Reply> PostAsync(string address, string body, string? token = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new StringContent(body, MediaTypeHeaderValue.Parse(type));
        // A body that is refused unread would break the pipe on which it is sent.
        request.Headers.ExpectContinue = true;
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return await Reply.OfAsync(await Client.SendAsync(request));
    }

    internal async Task<Reply> PostBytesAsync(string address, byte[] body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return await Reply.OfAsync(await Client.SendAsync(request));
    }

    internal async Task<Reply> DeleteAsync(string address, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, address);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return await Reply.OfAsync(await Client.SendAsync(request));
    }

    internal async Task<string> TokenAsync()
    {
        var response = await Client.PostAsJsonAsync("/auth/token", new { username = "admin", password = Password });
        var body = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return body.GetProperty("access_token").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
    }

    private static Dictionary<string, string> WithDefaults(Dictionary<string, string>? settings)
    {
        var all = new Dictionary<string, string>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Auth:Password"] = Password,
            ["Auth:SigningKey"] = TestTokens.SigningKey,
            ["RateLimits:TokensPerMinute"] = "1000",
            ["RateLimits:UploadsPerMinute"] = "1000",
            ["Redis:Timeout"] = RedisServer.Patience,
            ["services:catalog:grpc:0"] = Nowhere,
            ["services:catalog:http:0"] = Nowhere,
            ["services:analytics:grpc:0"] = Nowhere,
            ["services:analytics:http:0"] = Nowhere,
            ["services:worker:grpc:0"] = Nowhere,
            ["services:worker:http:0"] = Nowhere,
        };
        foreach (var (key, value) in settings ?? [])
            all[key] = value;
        return all;
    }
}

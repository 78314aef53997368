using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Grpc.Net.Client;

namespace MovieAspire.AppHost.Tests.WholeSystem;

/// <summary>The whole product, started once: every process, on free ports, with data that is gone afterwards.</summary>
public sealed class RunningSystem : IAsyncLifetime
{
    private const string Password = "a-password-of-the-tests";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly string _lake = Directory.CreateTempSubdirectory("movieaspire-lake-").FullName;

    private DistributedApplication? _app;

    /// <summary>REST, without a token.</summary>
    public HttpClient Gateway { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        string[] settings =
        [
            "--KeepData=false", $"--LakePath={_lake}", $"--Dataset={DataSet.Find()}",
            .. Model.Secrets.Select(name => $"--Parameters:{name}={(name == "admin-password" ? Password : Secret())}"),
        ];
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.MovieAspire_AppHost>(settings, limit.Token);
        _app = await builder.BuildAsync(limit.Token);
        await _app.StartAsync(limit.Token);
        await _app.ResourceNotifications.WaitForResourceHealthyAsync("gateway", limit.Token);
        Gateway = _app.CreateHttpClient("gateway", "http");
    }

    /// <summary>A channel to the gRPC endpoint of a service.</summary>
    public GrpcChannel Channel(string service) => GrpcChannel.ForAddress(_app!.GetEndpoint(service, "grpc"));

    /// <summary>REST with the admin's token.</summary>
    public async Task<HttpClient> SignInAsync(CancellationToken ct)
    {
        var client = _app!.CreateHttpClient("gateway", "http");
        using var response = await client.PostAsJsonAsync("/auth/token", new { username = "admin", password = Password }, ct);
        response.EnsureSuccessStatusCode();
        var token = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        return client;
    }

    // Long enough for a signing key; given, so that Aspire keeps none among the developer's user secrets.
    private static string Secret() => RandomNumberGenerator.GetHexString(64);

    public async Task DisposeAsync()
    {
        Gateway?.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        Directory.Delete(_lake, recursive: true);
    }
}

using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace MovieAspire.ProviderEmulator.Tests;

/// <summary>An emulator of its own for each test, and a client that knows the key.</summary>
public abstract class EmulatorFixture : IAsyncLifetime
{
    private protected const int TheMatrix = 603;

    private protected EmulatorServer Emulator { get; private set; } = null!;

    private protected HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(60) };

    private protected virtual EmulatorOptions Options => new() { RequestsPerSecond = 0 };

    public async Task InitializeAsync() => Emulator = await EmulatorServer.StartAsync(Options);

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Emulator.DisposeAsync();
    }

    private protected async Task<(HttpStatusCode Status, JsonObject Body)> TmdbAsync(string path)
    {
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        using var response = await Http.GetAsync(new Uri(Emulator.TmdbBaseUrl, $"{path}{separator}api_key={Emulator.ApiKey}"));
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }

    private protected async Task<(HttpStatusCode Status, string Body)> OmdbAsync(string query)
    {
        using var response = await Http.GetAsync(new Uri(Emulator.OmdbBaseUrl, query));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private protected async Task<HttpStatusCode> PostAsync(string path, string json = "")
    {
        using var content = new StringContent(json, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var response = await Http.PostAsync(new Uri(Emulator.TmdbBaseUrl, "/_emulator/" + path), content);
        return response.StatusCode;
    }
}

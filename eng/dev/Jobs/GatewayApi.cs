using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using MovieAspire.Dev.Running;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Jobs;

/// <summary>The REST interface of a running system, signed in as admin.</summary>
internal sealed class GatewayApi : IDisposable
{
    private readonly HttpClient _http;

    private GatewayApi(HttpClient http) => _http = http;

    /// <summary>Signs in to the given system, or to the one that runs from this checkout.</summary>
    internal static async Task<GatewayApi> SignInAsync(Uri? gateway, CancellationToken ct)
    {
        var address = gateway ?? new Uri(RunState.Read()?.GatewayUrl
            ?? throw new DevException("MovieAspire is not running from this checkout. Start it, or give --gateway."));
        var password = gateway is null ? AdminPassword.Get() : Environment.GetEnvironmentVariable("MOVIEASPIRE_PASSWORD");

        var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        try
        {
            var token = await PostAsync(http, "/auth/token", new JsonObject { ["username"] = "admin", ["password"] = password }, ct);
            http.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
            return new GatewayApi(http);
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    /// <summary>Whether the catalog holds no movie at all.</summary>
    internal async Task<bool> IsCatalogEmptyAsync(CancellationToken ct) =>
        (await _http.GetFromJsonAsync<JsonElement>("/movies?limit=1", ct)).GetArrayLength() == 0;

    /// <summary>The id of the queued run.</summary>
    internal async Task<string> StartRunAsync(JsonObject body, CancellationToken ct) =>
        (await PostAsync(_http, "/pipeline/run", body, ct)).GetProperty("run_id").GetString()!;

    /// <summary>The id of the newest run of a job, or null when there is none.</summary>
    internal async Task<string?> FindRunAsync(string job, CancellationToken ct)
    {
        var runs = await _http.GetFromJsonAsync<JsonElement>($"/pipeline/runs?limit=1&job={job}", ct);
        return runs.GetArrayLength() == 0 ? null : runs[0].GetProperty("id").GetString();
    }

    /// <summary>A table of the lake first, then what it was made of.</summary>
    internal async Task<JsonElement> GetLineageAsync(string table, CancellationToken ct)
    {
        using var response = await _http.GetAsync($"/analytics/lineage/{table}", ct);
        await EnsureSuccessAsync(response, ct);
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    /// <summary>The run now and at each change; the last one is its final state.</summary>
    internal async IAsyncEnumerable<JsonElement> WatchRunAsync(string runId, [EnumeratorCancellation] CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/pipeline/runs/{runId}/events");
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        await EnsureSuccessAsync(response, ct);
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(ct))
        {
            using var run = JsonDocument.Parse(item.Data);
            yield return run.RootElement.Clone();
        }
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, JsonObject body, CancellationToken ct)
    {
        using var response = await http.PostAsJsonAsync(path, body, ct);
        await EnsureSuccessAsync(response, ct);
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    // A problem body says it best: its detail, and what is wrong with which field.
    private static async Task EnsureSuccessAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.IsSuccessStatusCode)
            return;

        var text = await response.Content.ReadAsStringAsync(ct);
        throw new DevException($"{(int)response.StatusCode} {response.ReasonPhrase}: {text}");
    }

    public void Dispose() => _http.Dispose();
}

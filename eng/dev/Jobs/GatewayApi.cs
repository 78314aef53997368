using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using MovieAspire.Dev.Running;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Jobs;

/// <summary>The REST interface of a running system, signed in as admin.</summary>
internal sealed class GatewayApi : IDisposable
{
    private static readonly TimeSpan PauseBetweenStreams = TimeSpan.FromSeconds(1);

    // Longer than a worker needs to be replaced (Runs:LeaseDuration).
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http;

    private GatewayApi(HttpClient http) => _http = http;

    /// <summary>Signs in to the given system, or to the one that runs from this checkout.</summary>
    /// <param name="gateway">Its address; null for the one of this checkout.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="isTraced">Whether the system traces what is asked; somebody who asks every second would bury its traces.</param>
    internal static async Task<GatewayApi> SignInAsync(Uri? gateway, CancellationToken ct, bool isTraced = true)
    {
        var address = gateway ?? new Uri(RunState.Read()?.GatewayUrl
            ?? throw new DevException("MovieAspire is not running from this checkout. Start it, or give --gateway."));
        var password = gateway is null ? AdminPassword.Get() : Environment.GetEnvironmentVariable("MOVIEASPIRE_PASSWORD");

        if (string.IsNullOrEmpty(password))
            throw new DevException("The password of admin is wanted in MOVIEASPIRE_PASSWORD.");

        var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        if (!isTraced)
            http.DefaultRequestHeaders.Add("traceparent", NotSampled());
        var api = new GatewayApi(http);
        try
        {
            var token = await api.PostAsync("/auth/token", new JsonObject { ["username"] = "admin", ["password"] = password }, ct);
            http.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
            return api;
        }
        catch
        {
            api.Dispose();
            throw;
        }
    }

    /// <summary>What --gateway says.</summary>
    internal static Uri? Address(string? text) => text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new DevException($"--gateway {text}: write an address such as http://localhost:5080.");

    /// <summary>The body of an answer.</summary>
    /// <exception cref="DevException">There is none, or it is a problem; the message is for people.</exception>
    internal async Task<JsonElement> GetAsync(string path, CancellationToken ct)
    {
        using var response = await SendAsync(() => _http.GetAsync(path, ct), ct);
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    /// <summary>Whether the catalog holds no movie at all.</summary>
    internal async Task<bool> IsCatalogEmptyAsync(CancellationToken ct) =>
        (await GetAsync("/movies?limit=1&include_bare=true", ct)).GetArrayLength() == 0;

    /// <summary>The state of the platform, also when that is 503.</summary>
    internal async Task<JsonElement> GetHealthAsync(CancellationToken ct)
    {
        using var response = await SendAsync(() => _http.GetAsync("/health", ct), ct, HttpStatusCode.ServiceUnavailable);
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    /// <summary>The id of the queued run.</summary>
    internal async Task<string> StartRunAsync(JsonObject body, CancellationToken ct) =>
        (await PostAsync("/pipeline/run", body, ct)).GetProperty("run_id").GetString()!;

    /// <summary>The id of the newest run of a job, or null when there is none.</summary>
    internal async Task<string?> FindRunAsync(string job, CancellationToken ct)
    {
        var runs = await GetAsync($"/pipeline/runs?limit=1&job={job}", ct);
        return runs.GetArrayLength() == 0 ? null : runs[0].GetProperty("id").GetString();
    }

    /// <summary>A table of the lake first, then what it was made of.</summary>
    internal Task<JsonElement> GetLineageAsync(string table, CancellationToken ct) => GetAsync($"/analytics/lineage/{table}", ct);

    /// <summary>
    /// The run now and at each change; the last one is its final state, however long that takes. Whoever serves it may be away for a
    /// while meanwhile.
    /// </summary>
    internal async IAsyncEnumerable<JsonElement> WatchRunAsync(string runId, [EnumeratorCancellation] CancellationToken ct)
    {
        var (seen, silence) = ((string?)null, Stopwatch.StartNew());
        // A stream ends after a while (RunEvents:MaxLife), and another goes on where it ended.
        for (var isFinal = false; !isFinal;)
        {
            await using var states = StatesAsync(runId, seen, ct).GetAsyncEnumerator(ct);
            while (await NextAsync(states))
            {
                silence.Restart();
                seen = states.Current.EventId ?? seen;
                using var run = JsonDocument.Parse(states.Current.Data);
                isFinal = RunText.Text(run.RootElement, "status") is not ("queued" or "running");
                yield return run.RootElement.Clone();
            }

            if (!isFinal)
                await Task.Delay(PauseBetweenStreams, ct);
        }

        async Task<bool> NextAsync(IAsyncEnumerator<SseItem<string>> states)
        {
            try
            {
                return await states.MoveNextAsync();
            }
            catch (Exception e) when (e is NoAnswerException or IOException && seen is not null && silence.Elapsed < Patience)
            {
                return false;
            }
        }
    }

    private async IAsyncEnumerable<SseItem<string>> StatesAsync(string runId, string? seen, [EnumeratorCancellation] CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/pipeline/runs/{runId}/events");
        if (seen is not null)
            request.Headers.Add("Last-Event-ID", seen);
        using var response = await SendAsync(() => _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct), ct);
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(ct))
            yield return item;
    }

    // W3C Trace Context: the last flag says that the caller keeps no trace, which all services follow.
    private static string NotSampled() =>
        $"00-{RandomNumberGenerator.GetHexString(32, lowercase: true)}-{RandomNumberGenerator.GetHexString(16, lowercase: true)}-00";

    private async Task<JsonElement> PostAsync(string path, JsonObject body, CancellationToken ct)
    {
        using var response = await SendAsync(() => _http.PostAsJsonAsync(path, body, ct), ct);
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    private async Task<HttpResponseMessage> SendAsync(
        Func<Task<HttpResponseMessage>> send, CancellationToken ct, HttpStatusCode? alsoGood = null)
    {
        HttpResponseMessage response;
        try
        {
            response = await send();
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            throw new NoAnswerException($"{_http.BaseAddress} does not answer: {error.Message}");
        }

        if (response.IsSuccessStatusCode || response.StatusCode == alsoGood)
            return response;
        using (response)
        {
            var problem = Describe(response, await response.Content.ReadAsStringAsync(ct));
            throw response.StatusCode is HttpStatusCode.ServiceUnavailable ? new NoAnswerException(problem) : new DevException(problem);
        }
    }

    /// <summary>What a problem document (RFC 9457) says: its detail, and what is wrong with which field.</summary>
    private static string Describe(HttpResponseMessage response, string body)
    {
        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}";
        if (response.Content.Headers.ContentType?.MediaType is not "application/problem+json")
            return body.Length is > 0 and < 300 ? $"{status}: {body}" : $"{status}.";

        using var problem = JsonDocument.Parse(body);
        var root = problem.RootElement;
        var lines = new List<string> { RunText.Text(root, "detail") ?? RunText.Text(root, "title") ?? status };
        if (root.TryGetProperty("errors", out var errors) && errors.ValueKind is JsonValueKind.Object)
        {
            lines.AddRange(errors.EnumerateObject().Select(field =>
                $"  {field.Name} {string.Join("; ", field.Value.EnumerateArray().Select(text => text.GetString()))}"));
        }

        return string.Join('\n', lines);
    }

    public void Dispose() => _http.Dispose();
}

using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Meilisearch;

/// <summary>A client of one Meilisearch server.</summary>
public class MeilisearchClient
{
    private readonly HttpClient _http;

    /// <summary>Makes its own HTTP client, with <see cref="MeilisearchMessageHandler"/>.</summary>
    public MeilisearchClient(string url, string apiKey = default)
        : this(
            new HttpClient(new MeilisearchMessageHandler(new HttpClientHandler())) { BaseAddress = Folder(url) }, apiKey)
    {
    }

    /// <summary>
    /// Uses the given HTTP client. Only with <see cref="MeilisearchMessageHandler"/> among its handlers
    /// do error responses become exceptions.
    /// </summary>
    public MeilisearchClient(HttpClient client, string apiKey = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        client.BaseAddress = Folder(client.BaseAddress.OriginalString);
        if (!string.IsNullOrEmpty(apiKey))
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        client.DefaultRequestHeaders.Add("User-Agent", "Meilisearch .NET (v0.20.0)");
        _http = client;
        ApiKey = apiKey;
    }

    /// <summary>The key sent with each request.</summary>
    public string ApiKey { get; }

    /// <summary>The server's version.</summary>
    public Task<MeiliSearchVersion> GetVersionAsync(CancellationToken cancellationToken = default) =>
        _http.GetFromJsonAsync<MeiliSearchVersion>("version", cancellationToken);

    /// <summary>The server's health.</summary>
    public Task<MeiliSearchHealth> HealthAsync(CancellationToken cancellationToken = default) =>
        _http.GetFromJsonAsync<MeiliSearchHealth>("health", cancellationToken);

    /// <summary>Whether the server answers; false also for a wrong address, or when cancelled.</summary>
    public async Task<bool> IsHealthyAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await HealthAsync(cancellationToken);
            return true;
        }
#pragma warning disable CA1031 // the official behaviour
        catch
#pragma warning restore CA1031
        {
            return false;
        }
    }

    /// <summary>An index to work on; nothing is asked of the server.</summary>
    public Index Index(string uid) => new(uid) { Http = _http };

    /// <summary>The index as the server knows it.</summary>
    public Task<Index> GetIndexAsync(string uid, CancellationToken cancellationToken = default) =>
        Index(uid).FetchInfoAsync(cancellationToken);

    /// <summary>Enqueues the creation of an index.</summary>
    public Task<TaskInfo> CreateIndexAsync(
        string uid, string primaryKey = default, CancellationToken cancellationToken = default) =>
        _http.SendTaskAsync(HttpMethod.Post, "indexes", new Index(uid, primaryKey), cancellationToken);

    /// <summary>Enqueues the deletion of an index.</summary>
    public Task<TaskInfo> DeleteIndexAsync(string uid, CancellationToken cancellationToken = default) =>
        Index(uid).DeleteAsync(cancellationToken);

    /// <summary>Enqueues swaps, all of which happen at once.</summary>
    public Task<TaskInfo> SwapIndexesAsync(List<IndexSwap> indexes, CancellationToken cancellationToken = default) =>
        _http.SendTaskAsync(HttpMethod.Post, "swap-indexes", indexes, cancellationToken);

    /// <summary>A task as it is now.</summary>
    public Task<TaskResource> GetTaskAsync(int taskUid, CancellationToken cancellationToken = default) =>
        _http.GetTaskAsync(taskUid, cancellationToken);

    /// <summary>Polls until the task has ended, however it did.</summary>
    /// <exception cref="MeilisearchTimeoutError">It has not ended in time.</exception>
    public Task<TaskResource> WaitForTaskAsync(
        int taskUid, double timeoutMs = 5000.0, int intervalMs = 50, CancellationToken cancellationToken = default) =>
        _http.WaitForTaskAsync(taskUid, timeoutMs, intervalMs, cancellationToken);

    private static Uri Folder(string url)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(url);
        return new Uri(url.Trim().TrimEnd('/') + "/");
    }
}

using System.Net.Http.Json;

namespace Meilisearch;

/// <summary>One index: its facts here, its settings, documents and search in the other parts.</summary>
public partial class Index(
    string uid, string primaryKey = default, DateTimeOffset? createdAt = default, DateTimeOffset? updatedAt = default)
{
    /// <summary>Its name.</summary>
    public string Uid { get; internal set; } = uid;

    /// <summary>The attribute that identifies its documents; null until known.</summary>
    public string PrimaryKey { get; internal set; } = primaryKey;

    /// <summary>Null until fetched.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; } = updatedAt;

    /// <summary>Null until fetched.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; } = createdAt;

    internal HttpClient Http { get; init; }

    private string Path => $"indexes/{Uid}";

    /// <summary>Asks the server for the facts.</summary>
    public async Task<Index> FetchInfoAsync(CancellationToken cancellationToken = default)
    {
        Index fetched = await Http.GetFromJsonAsync<Index>(Path, cancellationToken);
        PrimaryKey = fetched.PrimaryKey;
        CreatedAt = fetched.CreatedAt;
        UpdatedAt = fetched.UpdatedAt;
        return this;
    }

    /// <summary>Enqueues the deletion.</summary>
    public Task<TaskInfo> DeleteAsync(CancellationToken cancellationToken = default) =>
        Http.SendContentAsync(HttpMethod.Delete, Path, content: null, cancellationToken);

    /// <summary>Counts of documents and fields.</summary>
    public Task<IndexStats> GetStatsAsync(CancellationToken cancellationToken = default) =>
        Http.GetFromJsonAsync<IndexStats>($"{Path}/stats", cancellationToken);

    /// <summary>A task as it is now.</summary>
    public Task<TaskResource> GetTaskAsync(int taskUid, CancellationToken cancellationToken = default) =>
        Http.GetTaskAsync(taskUid, cancellationToken);

    /// <summary>Polls until the task has ended, however it did.</summary>
    public Task<TaskResource> WaitForTaskAsync(
        int taskUid, double timeoutMs = 5000.0, int intervalMs = 50, CancellationToken cancellationToken = default) =>
        Http.WaitForTaskAsync(taskUid, timeoutMs, intervalMs, cancellationToken);

    /// <summary>All settings.</summary>
    public Task<Settings> GetSettingsAsync(CancellationToken cancellationToken = default) =>
        Http.GetFromJsonAsync<Settings>($"{Path}/settings", cancellationToken);

    /// <summary>Enqueues a change of the settings that are set.</summary>
    public Task<TaskInfo> UpdateSettingsAsync(Settings settings, CancellationToken cancellationToken = default) =>
        Http.SendTaskAsync(HttpMethod.Patch, $"{Path}/settings", settings, cancellationToken);
}

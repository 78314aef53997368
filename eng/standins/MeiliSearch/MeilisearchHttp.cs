using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Meilisearch;

internal static class MeilisearchHttp
{
    /// <summary>Unset members are left out, so that the server keeps its own values.</summary>
    public static JsonSerializerOptions WithoutNulls { get; } = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>Documents being added are written whole: they replace what was there.</summary>
    public static JsonSerializerOptions WithNulls { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    public static Task<TaskInfo> SendTaskAsync<T>(
        this HttpClient http, HttpMethod method, string uri, T body, CancellationToken cancellationToken) =>
        http.SendContentAsync(method, uri, JsonContent.Create(body, options: WithoutNulls), cancellationToken);

    public static async Task<TaskInfo> SendContentAsync(
        this HttpClient http, HttpMethod method, string uri, HttpContent content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, uri) { Content = content };
        using HttpResponseMessage response = await http.SendAsync(request, cancellationToken);
        return await response.Content.ReadFromJsonAsync<TaskInfo>(cancellationToken);
    }

    public static Task<TaskResource> GetTaskAsync(
        this HttpClient http, int taskUid, CancellationToken cancellationToken) =>
        http.GetFromJsonAsync<TaskResource>($"tasks/{taskUid}", cancellationToken);

    public static async Task<TaskResource> WaitForTaskAsync(
        this HttpClient http, int taskUid, double timeoutMs, int intervalMs, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < timeoutMs)
        {
            TaskResource task = await http.GetTaskAsync(taskUid, cancellationToken);
            if (task.Status is not (TaskInfoStatus.Enqueued or TaskInfoStatus.Processing))
                return task;
            await Task.Delay(intervalMs, cancellationToken);
        }
        throw new MeilisearchTimeoutError($"The task {taskUid} timed out.");
    }
}

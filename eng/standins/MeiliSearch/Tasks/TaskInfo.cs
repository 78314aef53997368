using System.Text.Json.Serialization;

namespace Meilisearch;

/// <summary>A task as it was enqueued.</summary>
public class TaskInfo(
    int taskUid, string indexUid, TaskInfoStatus status, TaskInfoType type,
    IReadOnlyDictionary<string, object> details, IReadOnlyDictionary<string, string> error, string duration,
    DateTime enqueuedAt, DateTime? startedAt, DateTime? finishedAt)
{
    /// <summary>Ascending.</summary>
    public int TaskUid { get; } = taskUid;

    /// <summary>Null for tasks of no one index.</summary>
    public string IndexUid { get; } = indexUid;

    /// <summary>Enqueued.</summary>
    public TaskInfoStatus Status { get; } = status;

    /// <summary>What it does.</summary>
    public TaskInfoType Type { get; } = type;

    /// <summary>Depends on the type.</summary>
    public IReadOnlyDictionary<string, object> Details { get; } = details;

    /// <summary>message, code, type and link of a failure.</summary>
    public IReadOnlyDictionary<string, string> Error { get; } = error;

    /// <summary>ISO 8601.</summary>
    public string Duration { get; } = duration;

    /// <summary>UTC.</summary>
    public DateTime EnqueuedAt { get; } = enqueuedAt;

    /// <summary>UTC.</summary>
    public DateTime? StartedAt { get; } = startedAt;

    /// <summary>UTC.</summary>
    public DateTime? FinishedAt { get; } = finishedAt;
}

/// <summary>How far a task is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter))]
public enum TaskInfoStatus
{
    /// <summary>Waits.</summary>
    Enqueued,

    /// <summary>Runs.</summary>
    Processing,

    /// <summary>Has done its work.</summary>
    Succeeded,

    /// <summary>Has done nothing.</summary>
    Failed,

    /// <summary>Was cancelled.</summary>
    Canceled,
}

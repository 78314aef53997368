namespace Meilisearch;

/// <summary>A task as it is now.</summary>
public class TaskResource(
    int uid, string indexUid, TaskInfoStatus status, TaskInfoType type,
    IReadOnlyDictionary<string, object> details, IReadOnlyDictionary<string, string> error, string duration,
    DateTime enqueuedAt, DateTime? startedAt, DateTime? finishedAt)
{
    /// <summary>Ascending.</summary>
    public int Uid { get; } = uid;

    /// <summary>Null for tasks of no one index.</summary>
    public string IndexUid { get; } = indexUid;

    /// <summary>How far it is.</summary>
    public TaskInfoStatus Status { get; } = status;

    /// <summary>What it does.</summary>
    public TaskInfoType Type { get; } = type;

    /// <summary>Depends on the type; values are JSON elements.</summary>
    public IReadOnlyDictionary<string, dynamic> Details { get; } = details;

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
